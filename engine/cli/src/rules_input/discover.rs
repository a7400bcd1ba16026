//! Finding rule files, their pack's root and what they import.
//!
//! `package a.b` lies in `a/b.svt` below its pack's root. The root is the folder that was given; but a person who gives
//! `rules/acme`, or one file of it, means the same rules as before, so a file whose place fits its package has its root where
//! the package says, provided that this lies at or above what was given.

use std::collections::HashSet;
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use sievert_lang::source::SourceId;
use sievert_lang::syntax::{Decl, EntryKind, Expr, ExprKind, File, ItemKind};

use super::InputError;

/// The word that names the embedded library where a path is wanted; `./std` is a folder of that name.
pub const LIBRARY: &str = "std";

/// How rule files end.
pub const EXTENSION: &str = "svt";

/// More than the compiler takes, so that it is the compiler that explains its limit; a device or a dump stops here.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// A folder tree deeper than this is a loop of mounts or a mistake.
const MAX_DEPTH: usize = 64;

/// A rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As the person would write it.
    pub path: PathBuf,
    /// The same file has the same identity, whatever way leads to it.
    pub identity: PathBuf,
    /// The folder that list files must not leave, and that imports start from; canonical.
    pub root: PathBuf,
    /// Below the root, `/`-separated; absent when a single file does not lie where its package says.
    pub pack_path: Option<String>,
}

impl Found {
    /// The file of a package of the same pack.
    #[must_use]
    pub fn import(&self, package: &str) -> Option<Self> {
        let pack_path = format!("{}.{EXTENSION}", package.replace('.', "/"));
        let identity = self.root.join(&pack_path).canonicalize().ok()?;
        if !identity.is_file() || !identity.starts_with(&self.root) {
            return None;
        }
        // Shown from where the using file is shown, so that both can be opened from the same folder.
        let up = self.identity.parent()?.strip_prefix(&self.root).ok()?.components().count();
        let shown_root = self.path.ancestors().nth(up + 1).filter(|root| root.join(&pack_path).is_file());
        let path = shown_root.map_or_else(|| identity.clone(), |root| root.join(&pack_path));
        Some(Self { path, identity, root: self.root.clone(), pack_path: Some(pack_path) })
    }
}

impl Found {
    /// The files of a package of the same pack and of the packages below it.
    #[must_use]
    pub fn whole(&self, package: &str) -> Vec<Self> {
        let mut below = Vec::new();
        let folder = self.root.join(package.replace('.', "/"));
        // What cannot be listed is not there; the checker says which names are missing.
        if folder.is_dir() && walk(&folder, &mut below).is_err() {
            below.clear();
        }
        below.sort();
        let packages = below.iter().filter_map(|path| {
            let tail = path.strip_prefix(&self.root).ok()?.with_extension("");
            Some(slashed(&tail).replace('/', "."))
        });
        std::iter::once(package.to_owned())
            .chain(packages)
            .filter_map(|package| self.import(&package))
            .collect()
    }
}

/// What must be known of a file before it can be compiled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// `acme.hr`.
    pub package: Option<String>,
    /// Every path that may be a package it uses: `a.b.c` of `use a.b.c`, and `a.b`.
    pub imports: Vec<String>,
    /// What it uses, in full: `a.b.c` of `use a.b.c`; `a.b` and `a.c` of `use a.{b, c}`.
    pub uses: Vec<String>,
    /// Packages that its profiles name as a whole, with those below them: `a.b` of `a.b.*`.
    pub wholes: Vec<String>,
}

impl Header {
    /// Of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_file(&sievert_lang::parse(SourceId::default(), text).file)
    }

    /// Of a parsed file.
    #[must_use]
    pub fn of_file(file: &File) -> Self {
        let mut header = Self::default();
        for item in &file.items {
            match &item.kind {
                ItemKind::Package(path) => header.package = Some(dotted(path.parts.iter())),
                ItemKind::Use(import) => {
                    let parts = &import.path.parts;
                    let path = dotted(parts.iter());
                    header.uses.extend(import.names.iter().map(|name| format!("{path}.{}", name.text)));
                    if import.names.is_empty() {
                        header.uses.push(path.clone());
                    }
                    header.imports.push(path);
                    if import.names.is_empty() && parts.len() > 1 {
                        header.imports.push(dotted(parts.iter().take(parts.len() - 1)));
                    }
                }
                ItemKind::Decl(decl) if decl.kind.text == "profile" => header.profile(decl),
                ItemKind::Language(_) | ItemKind::Decl(_) => {}
            }
        }
        header
    }

    /// Notes the packages of what a profile lists: names stand there in full, without a `use`.
    fn profile(&mut self, decl: &Decl) {
        for entry in &decl.entries {
            let EntryKind::Pair { value, .. } = &entry.kind else { continue };
            let elements = match &value.kind {
                ExprKind::List(elements) => elements.as_slice(),
                _ => std::slice::from_ref(value),
            };
            // A name without a dot is the file's own, or of a `use`.
            let members = elements.iter().filter_map(|element| match &element.kind {
                ExprKind::Member(package, name) => Some((package, name)),
                _ => None,
            });
            for (package, name) in members {
                let Some(package) = written(package) else { continue };
                if name.text == "*" { &mut self.wholes } else { &mut self.imports }.push(package);
            }
        }
    }

    /// Whether it is part of the standard library.
    #[must_use]
    pub fn is_of_library(&self) -> bool {
        self.package.as_deref().is_some_and(|package| package == LIBRARY || package.starts_with("std."))
    }
}

/// `a.b.c` of a chain of members.
fn written(expr: &Expr) -> Option<String> {
    let mut words = Vec::new();
    let mut at = expr;
    loop {
        match &at.kind {
            ExprKind::Name(name) => {
                words.push(name.as_str());
                words.reverse();
                return Some(words.join("."));
            }
            ExprKind::Member(base, name) => {
                words.push(&name.text);
                at = base;
            }
            _ => return None,
        }
    }
}

fn dotted<'a>(parts: impl Iterator<Item = &'a sievert_lang::syntax::Ident>) -> String {
    parts.map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
}

/// All rule files at `paths`, each once, folders in order of path. Sets `library` when the library was named.
///
/// # Errors
/// When a path cannot be read or a folder holds no rule file.
pub fn files(paths: &[PathBuf], library: &mut bool) -> Result<Vec<Found>, InputError> {
    let mut all = Vec::new();
    let mut seen = HashSet::new();
    for given in paths {
        if given.as_os_str() == LIBRARY {
            *library = true;
            continue;
        }
        let identity = given.canonicalize().map_err(|error| unreadable(given, &error))?;
        let mut listed = Vec::new();
        let folder = identity.is_dir();
        if folder {
            walk(given, &mut listed)?;
            if listed.is_empty() {
                return Err(InputError::Empty { path: given.clone() });
            }
            listed.sort();
        } else {
            listed.push(given.clone());
        }
        let floor = if folder { Some(identity.as_path()) } else { None };
        for path in listed {
            let path = shown(&path);
            let identity = path.canonicalize().map_err(|error| unreadable(&path, &error))?;
            if seen.insert(identity.clone()) {
                all.push(locate(path, identity, floor)?);
            }
        }
    }
    Ok(all)
}

/// Reads a rule file.
///
/// # Errors
/// When it cannot be read, is far too large, or is not UTF-8.
pub fn read(path: &Path) -> Result<String, InputError> {
    let fail = |reason: String| InputError::Read { path: path.to_path_buf(), reason };
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(fail(format!("it is larger than {} MiB, which no rule file is", MAX_BYTES >> 20)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        fail(format!("line {line} is not UTF-8: save the file in that encoding"))
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> InputError {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    };
    InputError::Read { path: path.to_path_buf(), reason }
}

/// Collects rule files below a folder. Hidden entries and links to folders are passed over.
fn walk(top: &Path, into: &mut Vec<PathBuf>) -> Result<(), InputError> {
    let mut folders = vec![(top.to_path_buf(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))? {
            let entry = entry.map_err(|error| unreadable(&folder, &error))?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let kind = entry.file_type().map_err(|error| unreadable(&path, &error))?;
            if kind.is_dir() {
                if depth < MAX_DEPTH {
                    folders.push((path, depth + 1));
                }
            } else if path.extension().is_some_and(|extension| extension == EXTENSION) && path.is_file() {
                into.push(path);
            }
        }
    }
    Ok(())
}

/// Decides the root of a file. `floor` is the folder that was given.
fn locate(path: PathBuf, identity: PathBuf, floor: Option<&Path>) -> Result<Found, InputError> {
    let folder = identity.parent().unwrap_or(&identity).to_path_buf();
    let by_package = Header::of(&read(&path)?).package.and_then(|package| {
        let tail: PathBuf = package.split('.').collect::<PathBuf>().with_extension(EXTENSION);
        let root = identity.ancestors().nth(tail.components().count())?;
        (identity == root.join(&tail) && floor.is_none_or(|floor| floor.starts_with(root)))
            .then(|| (root.to_path_buf(), slashed(&tail)))
    });
    let (root, pack_path) = match (by_package, floor) {
        (Some((root, tail)), _) => (root, Some(tail)),
        // Links may lead a file out of the folder by which it was found; then the way it was found counts.
        (None, Some(floor)) => {
            (floor.to_path_buf(), identity.strip_prefix(floor).ok().map(slashed).or(Some(slashed(&path))))
        }
        (None, None) => (folder, None),
    };
    Ok(Found { path, identity, root, pack_path })
}

fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Without a leading `./`.
fn shown(path: &Path) -> PathBuf {
    match path.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_path_buf(),
        _ => path.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HR: &str = "package acme.hr\nlanguage 1\nuse acme.words\nuse std.pci.credit_card\n";

    fn pack() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("rules");
        fs::create_dir_all(root.join("acme")).unwrap();
        fs::write(root.join("acme/hr.svt"), HR).unwrap();
        fs::write(root.join("acme/words.svt"), "package acme.words\nlanguage 1\n").unwrap();
        fs::write(root.join("acme/.hidden.svt"), "package x\n").unwrap();
        fs::write(root.join("acme/notes.txt"), "x").unwrap();
        (folder, root)
    }

    fn found(path: &Path) -> Vec<(Option<String>, PathBuf)> {
        let files = files(&[path.to_path_buf()], &mut false).unwrap();
        files.into_iter().map(|file| (file.pack_path, file.root)).collect()
    }

    #[test]
    fn the_folder_given_is_the_root() {
        let (_folder, root) = pack();
        let both = vec![
            (Some("acme/hr.svt".to_owned()), root.clone()),
            (Some("acme/words.svt".to_owned()), root.clone()),
        ];
        assert_eq!(found(&root), both);
        // A part of the pack means the same.
        assert_eq!(found(&root.join("acme")), both);
        assert_eq!(found(&root.join("acme/hr.svt")), both[..1]);
    }

    #[test]
    fn a_package_that_its_place_does_not_bear_out() {
        let (_folder, root) = pack();
        fs::write(root.join("acme/words.svt"), "package words\nlanguage 1\n").unwrap();
        // Below the given root the place is what the checker compares with the package.
        assert!(found(&root).contains(&(Some("acme/words.svt".to_owned()), root.clone())));
        fs::write(root.join("acme/words.svt"), "package other.name\nlanguage 1\n").unwrap();
        assert_eq!(found(&root.join("acme/words.svt")), [(None, root.join("acme"))]);
    }

    #[test]
    fn imports_are_found_in_the_pack() {
        let (_folder, root) = pack();
        let hr = files(&[root.join("acme/hr.svt")], &mut false).unwrap().remove(0);
        let words = hr.import("acme.words").unwrap();
        assert_eq!(words.path, root.join("acme/words.svt"));
        assert_eq!(words.pack_path.as_deref(), Some("acme/words.svt"));
        assert_eq!(hr.import("acme.nothing"), None);
        assert_eq!(hr.import("...acme.words"), None);
    }

    #[test]
    fn the_head_of_a_file() {
        let header = Header::of("package a.b\nlanguage 1\nuse c.d\nuse e.{f, g}\n");
        assert_eq!(header.package.as_deref(), Some("a.b"));
        assert_eq!(header.imports, ["c.d", "c", "e"]);
        assert_eq!(header.uses, ["c.d", "e.f", "e.g"]);
        assert!(!header.is_of_library());
        assert!(Header::of("package std.pci\nlanguage 1\n").is_of_library());
    }

    #[test]
    fn profiles_bring_what_they_list() {
        let header = Header::of(
            "package a\nlanguage 1\nprofile p {\n  identifiers: [b.c.x, d.*, own]\n  profiles: e.f\n  except: [b.g.*]\n}\n",
        );
        assert_eq!(header.imports, ["b.c", "e"]);
        assert_eq!(header.wholes, ["d", "b.g"]);
        assert!(header.uses.is_empty(), "a profile makes nothing active by itself");
        let (_folder, root) = pack();
        let hr = files(&[root.join("acme/hr.svt")], &mut false).unwrap().remove(0);
        let whole: Vec<_> = hr.whole("acme").into_iter().filter_map(|found| found.pack_path).collect();
        assert_eq!(whole, ["acme/hr.svt", "acme/words.svt"]);
        assert_eq!(hr.whole("acme.nothing"), []);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let (_folder, root) = pack();
        let error = files(&[root.join("nothing")], &mut false).unwrap_err();
        assert!(error.to_string().ends_with("no such file or folder"), "{error}");
        fs::create_dir(root.join("empty")).unwrap();
        let error = files(&[root.join("empty")], &mut false).unwrap_err();
        assert!(error.to_string().starts_with("no rule files in"), "{error}");
        fs::write(root.join("latin.svt"), b"package a\n// caf\xe9\n").unwrap();
        let error = read(&root.join("latin.svt")).unwrap_err();
        assert!(error.to_string().contains("line 2 is not UTF-8"), "{error}");
    }
}
