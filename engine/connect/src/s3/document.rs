//! Whether a document came whole.
//!
//! The SDK's XML reader takes the end of the input for the end of the document: a listing that was cut off on the way, by a
//! proxy or a server that fails in mid-sentence, names fewer keys and nobody notices. So every document must end with the end
//! of its root element; otherwise the answer is an error like any other, and is asked for again.

use aws_sdk_s3::config::interceptors::AfterDeserializationInterceptorContextRef;
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_s3::error::BoxError;

/// Looks at every answer that is a document.
#[derive(Debug)]
pub(super) struct WholeDocuments;

impl Intercept for WholeDocuments {
    fn name(&self) -> &'static str {
        "whole documents"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // The content of an object streams and has no bytes here.
        match context.response().body().bytes() {
            Some(document) if !is_whole(document) => Err("the answer was cut off on the way".into()),
            _ => Ok(()),
        }
    }
}

fn is_whole(document: &[u8]) -> bool {
    let document = document.trim_ascii();
    let Ok(text) = std::str::from_utf8(document) else { return false };
    if !text.starts_with('<') {
        // No document at all: an empty body, or the words of something between here and S3.
        return true;
    }
    let Some(root) = text.split('<').find(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())) else {
        return false;
    };
    let Some((tag, _)) = root.split_once('>') else { return false };
    let name = tag.split_ascii_whitespace().next().unwrap_or_default();
    let end = text.strip_suffix('>').and_then(|text| text.trim_ascii_end().strip_suffix(name));
    tag.ends_with('/') || end.is_some_and(|before| before.ends_with("</"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_ends_with_its_root() {
        // The last element before the end must not be taken for the root.
        let plain = "<?xml version=\"1.0\"?>\n<List xmlns=\"u\"><Key>a</Key><Lists>b</Lists></List>\n";
        for text in [plain, "", "not a document", "<Tagging/>", "<Tagging />", "<A>\u{e9}</A >"] {
            assert!(is_whole(text.as_bytes()), "{text}");
        }
        for end in 1..plain.trim_end().len() {
            assert!(!is_whole(&plain.as_bytes()[..end]), "{end}");
        }
        assert!(!is_whole(b"<A>\xff</A>"));
    }
}
