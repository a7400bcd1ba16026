//! What the server keeps.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{PoisonError, RwLock};

use bytes::Bytes;

use super::content::Object;

#[derive(Default)]
pub(crate) struct Store {
    buckets: RwLock<BTreeMap<String, Bucket>>,
}

/// A bucket, versions newest first.
#[derive(Default)]
pub(crate) struct Bucket {
    objects: BTreeMap<String, Vec<Version>>,
    pub(crate) versioned: bool,
    pub(crate) generated: Option<Keys>,
    pub(crate) refused: bool,
    pub(crate) requester_pays: bool,
    pub(crate) region: Option<String>,
    made: u64,
}

#[derive(Clone)]
pub(crate) struct Version {
    pub(crate) id: String,
    /// None: a delete marker.
    pub(crate) object: Option<Object>,
}

/// Keys that are generated: `PREFIX0000000.txt` and so on, each with a line of text of its own.
#[derive(Debug, Clone)]
pub struct Keys {
    /// What all begin with.
    pub prefix: String,
    /// How many, up to ten million.
    pub count: u64,
    /// Bytes of each object.
    pub size: usize,
}

impl Keys {
    fn key(&self, number: u64) -> String {
        format!("{}{number:07}.txt", self.prefix)
    }

    fn number(&self, key: &str) -> Option<u64> {
        let digits = key.strip_prefix(&self.prefix)?.strip_suffix(".txt")?;
        digits.parse().ok().filter(|number| *number < self.count && self.key(*number) == key)
    }

    /// The object of a key.
    #[must_use]
    pub fn object(&self, key: &str) -> Option<Object> {
        self.number(key).map(|number| self.make(number))
    }

    fn make(&self, number: u64) -> Object {
        let line = format!("record {number:07} of many\n");
        let text = line.repeat(self.size / line.len() + 1);
        Object::new(Bytes::from(text).slice(..self.size))
    }

    /// The first number whose key is greater than `after`.
    fn first_after(&self, after: &str) -> u64 {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low.midpoint(high);
            if self.key(middle).as_str() > after { high = middle } else { low = middle + 1 }
        }
        low
    }
}

impl Store {
    pub(crate) fn change<R>(&self, bucket: &str, change: impl FnOnce(&mut Bucket) -> R) -> R {
        let mut buckets = self.buckets.write().unwrap_or_else(PoisonError::into_inner);
        change(buckets.entry(bucket.to_owned()).or_default())
    }

    pub(crate) fn look<R>(&self, bucket: &str, look: impl FnOnce(&Bucket) -> R) -> Option<R> {
        self.buckets.read().unwrap_or_else(PoisonError::into_inner).get(bucket).map(look)
    }
}

impl Bucket {
    pub(crate) fn put(&mut self, key: &str, object: Object) {
        self.add(key, Some(object));
    }

    pub(crate) fn delete(&mut self, key: &str) {
        if self.versioned {
            self.add(key, None);
        } else {
            self.objects.remove(key);
        }
    }

    fn add(&mut self, key: &str, object: Option<Object>) {
        self.made += 1;
        let id = if self.versioned { format!("v{:06}", self.made) } else { "null".to_owned() };
        let versions = self.objects.entry(key.to_owned()).or_default();
        versions.retain(|version| version.id != id);
        versions.insert(0, Version { id, object });
    }

    /// A version, or the current object.
    pub(crate) fn find(&self, key: &str, version: Option<&str>) -> Option<Version> {
        if let Some(keys) = &self.generated {
            return keys.object(key).map(|object| Version { id: "null".to_owned(), object: Some(object) });
        }
        let versions = self.objects.get(key)?;
        match version {
            Some(id) => versions.iter().find(|version| version.id == id).cloned(),
            None => versions.first().cloned(),
        }
    }

    /// Keys after a key, or from a prefix, with all their versions.
    pub(crate) fn scan<'a>(
        &'a self,
        prefix: &str,
        after: &str,
    ) -> Box<dyn Iterator<Item = (String, Vec<Version>)> + 'a> {
        let prefix = prefix.to_owned();
        if let Some(keys) = &self.generated {
            let one = |number| {
                (keys.key(number), vec![Version { id: "null".to_owned(), object: Some(keys.make(number)) }])
            };
            let first = keys.first_after(after);
            return Box::new((first..keys.count).map(one).filter(move |(key, _)| key.starts_with(&prefix)));
        }
        // After the key, or at the prefix itself when that comes later.
        let from = if after < prefix.as_str() {
            Bound::Included(prefix.clone())
        } else {
            Bound::Excluded(after.to_owned())
        };
        let range = self.objects.range((from, Bound::Unbounded));
        Box::new(
            range
                .take_while(move |(key, _)| key.starts_with(&prefix))
                .map(|(key, versions)| (key.clone(), versions.clone())),
        )
    }
}
