//! Random rule files: every construct, with comments and blanks wherever the grammar lets them stand.

/// Writes a program from a list of choices; an exhausted list chooses the simplest, so that shrinking the list shrinks
/// the program.
pub(super) fn program(choices: &[u16]) -> String {
    let mut generator = Generator { choices: choices.iter(), out: String::new(), comments: 0 };
    generator.file();
    generator.out
}

struct Generator<'a> {
    choices: std::slice::Iter<'a, u16>,
    out: String,
    comments: usize,
}

const NAMES: [&str; 8] = ["a", "category", "near", "words", "r", "nota", "for", "object"];
const LEAVES: [&str; 16] = [
    "high",
    "12",
    "\"t\"",
    "/a+[/\\]b]\\/c/i",
    "0.5",
    "40_000",
    "15m",
    "40%",
    "2026-12-31",
    "true",
    "r\"a\\b\nc\"",
    "\"\\u{202e} \\\" \\t \u{e9}\"",
    "10GiB",
    "\"// no /* comment\"",
    "/\\b[[:alpha:]/]{2,3}/",
    "\"a rather long text that fills a line\"",
];

impl Generator<'_> {
    fn pick(&mut self, count: usize) -> usize {
        self.choices.next().map_or(0, |choice| usize::from(*choice) % count)
    }

    fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        let text = texts[self.pick(texts.len())];
        self.out.push_str(text);
        text
    }

    fn word(&mut self) {
        self.one_of(&NAMES);
    }

    fn comment(&mut self, text: &str) {
        self.comments += 1;
        let text = text.replace('N', &self.comments.to_string());
        self.out.push_str(&text);
    }

    /// Anything that may stand between two tokens, perhaps nothing.
    fn maybe(&mut self) {
        match self.pick(16) {
            0..=5 => {}
            6 => self.out.push('\n'),
            7 => self.out.push_str(" \n\n\t "),
            8 => self.comment("/* N */"),
            9 => self.comment(" // N \"{ \n"),
            10 => self.comment("\n  //N\n"),
            11 => self.comment("\n/* N\n   ' ( */\n"),
            12 => self.comment(" /* N\n */ "),
            13 => self.comment("/* N *//* N */ // N\n"),
            _ => self.out.push(' '),
        }
    }

    /// The same, but at least a blank.
    fn gap(&mut self) {
        self.out.push(' ');
        self.maybe();
    }

    /// Blanks of one line.
    fn blank(&mut self) {
        self.one_of(&["", " ", "\t "]);
    }

    fn many(&mut self, most: usize, mut one: impl FnMut(&mut Self, usize)) {
        let count = self.pick(most + 1);
        (0..count).for_each(|i| one(self, i));
    }

    fn file(&mut self) {
        self.maybe();
        self.many(6, |this, _| {
            this.item();
            this.maybe();
            this.out.push('\n');
        });
        self.maybe();
    }

    fn front(&mut self) {
        self.many(2, |this, _| {
            this.maybe();
            this.out.push_str("\n/// documentation: \"of\" {it}  \n");
        });
        self.many(2, |this, _| {
            this.maybe();
            this.out.push('@');
            this.word();
            if this.pick(2) == 1 {
                this.blank();
                this.args(1);
            }
            this.maybe();
            // A parenthesis on the same line would be the annotation's.
            this.out.push('\n');
        });
    }

    fn item(&mut self) {
        self.front();
        match self.pick(8) {
            0 => self.out.push_str("package a.b_c"),
            1 => self.out.push_str("language 1"),
            2 => self.out.push_str("use  std.a as b"),
            3 => {
                self.out.push_str("use std.a.{");
                self.maybe();
                self.word();
                self.many(9, |this, _| {
                    this.maybe();
                    this.out.push(',');
                    this.maybe();
                    this.word();
                });
                self.maybe();
                self.one_of(&["}", ",}"]);
            }
            4 => self.out.push_str("use\ta.*"),
            _ => self.decl(),
        }
    }

    fn decl(&mut self) {
        self.one_of(&["identifier", "test", "list"]);
        self.gap();
        if self.pick(3) > 0 {
            self.one_of(&["a.b", "\"a title\"", "r\"raw\\\""]);
            self.gap();
        }
        if self.pick(3) == 1 {
            self.out.push_str("for");
            self.gap();
            self.out.push_str("a.b");
            self.maybe();
        }
        self.block(2);
    }

    fn block(&mut self, depth: usize) {
        self.out.push('{');
        self.many(5, |this, _| {
            this.maybe();
            this.entry(depth);
            this.maybe();
            this.one_of(&["\n", "\n\n\n", ",\n", ";\n", "//\n"]);
        });
        self.maybe();
        self.out.push('}');
    }

    fn entry(&mut self, depth: usize) {
        self.front();
        match self.pick(5) {
            0 if depth > 0 => {
                self.word();
                self.maybe();
                return self.block(depth - 1);
            }
            1 | 2 => self.word(),
            3 => {
                self.word();
                self.blank();
                self.args(1);
            }
            _ => {
                self.one_of(&["\"a text\"", "not a", "(a or b)", "occurrences >= 5", "[x]"]);
            }
        }
        self.maybe();
        self.out.push(':');
        self.maybe();
        self.value(3);
    }

    fn value(&mut self, depth: usize) {
        if self.pick(8) == 1 {
            self.one_of(&[">=", "!=", "in"]);
            self.gap();
            return self.signed(depth);
        }
        self.expr(depth);
    }

    fn joined(&mut self, operators: &[&'static str], most: usize, one: fn(&mut Self, usize), depth: usize) {
        one(self, depth);
        self.many(most, |this, _| {
            this.gap();
            this.one_of(operators);
            this.gap();
            one(this, depth);
        });
    }

    fn expr(&mut self, depth: usize) {
        if self.pick(10) == 1 {
            self.word();
            self.maybe();
            self.out.push_str("=>");
            self.maybe();
        }
        self.joined(
            &["or"],
            usize::from(depth > 1),
            |this, depth| this.joined(&["and"], 2, Self::not, depth),
            depth,
        );
    }

    fn not(&mut self, depth: usize) {
        if self.pick(6) == 1 {
            self.out.push_str("not");
            self.gap();
        }
        let operators = ["==", "!=", "<", "<=", ">", ">=", "in", "not  in", "not\nin", "matches", "becomes"];
        self.joined(&operators, 1, Self::sum, depth);
    }

    fn sum(&mut self, depth: usize) {
        self.joined(&["+", "-", "*", "??"], usize::from(self.choices.len() % 4 == 1), Self::signed, depth);
    }

    fn signed(&mut self, depth: usize) {
        let sign = self.one_of(&["", "", "", "-", "+", "has ", "- -"]);
        if !sign.is_empty() {
            self.maybe();
        }
        self.postfix(depth);
    }

    fn postfix(&mut self, depth: usize) {
        self.primary(depth);
        self.many(2, |this, _| match this.pick(4) {
            0 | 1 => {
                this.maybe();
                this.out.push('.');
                this.maybe();
                if this.pick(5) == 1 { this.out.push('*') } else { this.word() }
            }
            2 => {
                this.blank();
                this.args(depth.saturating_sub(1));
            }
            _ => {
                this.blank();
                this.out.push('[');
                this.maybe();
                this.expr(depth.saturating_sub(1));
                this.maybe();
                this.out.push(']');
            }
        });
    }

    fn primary(&mut self, depth: usize) {
        match self.pick(9) {
            1 if depth > 0 => self.elements('[', ']', |this| this.value(depth - 1)),
            2 if depth > 0 => self.elements('{', '}', |this| {
                this.word();
                this.maybe();
                this.out.push(':');
                this.maybe();
                this.value(depth - 1);
            }),
            3 if depth > 0 => {
                self.out.push('(');
                self.maybe();
                self.expr(depth - 1);
                self.maybe();
                self.out.push(')');
            }
            4 | 5 => self.word(),
            _ => {
                self.one_of(&LEAVES);
            }
        }
    }

    fn args(&mut self, depth: usize) {
        self.elements('(', ')', |this| {
            if this.pick(3) == 1 {
                this.word();
                this.maybe();
                this.out.push(':');
                this.maybe();
            }
            this.value(depth);
        });
    }

    fn elements(&mut self, open: char, close: char, mut one: impl FnMut(&mut Self)) {
        self.out.push(open);
        self.maybe();
        self.many(4, |this, i| {
            if i > 0 {
                this.out.push(',');
                this.maybe();
            }
            one(this);
            this.maybe();
        });
        self.out.push(close);
    }
}
