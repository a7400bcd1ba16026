//! Arguments of calls, bound to parameters.

use crate::codes::types;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::Span;
use crate::syntax::{Arg, Expr};

use super::Checker;
use super::suggest::{counted, nearest, one_of};

/// A parameter: its name and whether it must be given.
pub(super) type Param = (&'static str, bool);

impl Checker<'_> {
    /// The arguments in the order of `params`, `None` where one is not given. Arguments without a name fill the
    /// parameters from the left. Errors are reported, and then nothing is given back.
    pub(super) fn bind<'e>(
        &mut self,
        callee: &str,
        params: &[Param],
        args: &'e [Arg],
        call: Span,
    ) -> Option<Vec<Option<&'e Expr>>> {
        let mut bound: Vec<Option<&'e Expr>> = vec![None; params.len()];
        let mut good = true;
        let mut next = 0;
        for arg in args {
            let slot = match &arg.name {
                None => {
                    let slot = next;
                    next += 1;
                    slot
                }
                Some(name) => match params.iter().position(|(param, _)| *param == name.text) {
                    Some(slot) => slot,
                    None => {
                        let message = format!("`{callee}` has no argument `{}`", name.text);
                        let found =
                            Diagnostic::new(&types::BAD_ARGUMENT, message, name.span, "no such argument");
                        let known = || params.iter().map(|(param, _)| *param);
                        self.report(match nearest(&name.text, known()) {
                            Some(near) => found.help(format!("did you mean `{near}`?")).fix(
                                format!("write `{near}`"),
                                name.span,
                                near,
                                Safety::Safe,
                            ),
                            None if params.is_empty() => found.help("it takes none"),
                            None => found.help(format!("its arguments are {}", one_of(known()))),
                        });
                        good = false;
                        continue;
                    }
                },
            };
            match bound.get_mut(slot) {
                Some(place @ None) => *place = Some(&arg.value),
                Some(Some(first)) => {
                    let name = params.get(slot).map_or("", |(name, _)| *name);
                    let message = format!("`{callee}` is given `{name}` twice");
                    let first = first.span;
                    let found = Diagnostic::new(&types::BAD_ARGUMENT, message, arg.value.span, "again");
                    self.report(found.label(first, "first here"));
                    good = false;
                }
                None => {
                    let given = args.len();
                    let message = format!(
                        "`{callee}` takes {}, found {given}",
                        if params.is_empty() {
                            "no arguments".to_owned()
                        } else {
                            counted(params.len(), "argument")
                        }
                    );
                    self.report(Diagnostic::new(&types::ARITY, message, arg.value.span, "one too many"));
                    return None;
                }
            }
        }
        let missing: Vec<&str> = params
            .iter()
            .zip(&bound)
            .filter(|((_, required), value)| *required && value.is_none())
            .map(|((name, _), _)| *name)
            .collect();
        if !missing.is_empty() && good {
            let message = format!("`{callee}` needs {}", super::suggest::all_of(missing.iter().copied()));
            let all: Vec<&str> = params.iter().map(|(name, _)| *name).collect();
            let found = Diagnostic::new(&types::ARITY, message, call, "not given");
            self.report(found.help(format!("it is `{callee}({})`", all.join(", "))));
            good = false;
        }
        good.then_some(bound)
    }
}
