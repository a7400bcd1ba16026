use super::*;

#[test]
fn places_do_not_depend_on_what_was_consumed() {
    let text = "one\ntwo\r\nthrée\nfour";
    let utf8 = Charset::Utf8 { mark: 0 };
    let target = text.find("rée").unwrap();
    let mut expected = None;
    for consumed in (0..=target).filter(|&at| text.is_char_boundary(at)) {
        let mut window = Window::over(text.as_bytes(), utf8);
        window.consume(consumed);
        let position = window.position(target - consumed..target - consumed + 3, true, None);
        assert_eq!(expected.get_or_insert_with(|| position.clone()), &position);
    }
    let position = expected.unwrap();
    assert_eq!(
        (position.start, position.end),
        (LineColumn { line: 3, column: 3 }, LineColumn { line: 3, column: 5 })
    );
    assert_eq!(position.bytes, Some(target as u64..target as u64 + 3));
}

#[test]
fn a_buffer_gives_what_the_reader_gave() {
    let text: Vec<u8> = (0..700_000_u32).map(|n| b'a' + (n % 26) as u8).collect();
    let mut window = Window::reading(Box::new(&*text), Charset::Utf8 { mark: 0 });
    let (mut seen, mut step) = (Vec::new(), 1);
    loop {
        if window.data().len() < step && !window.grow() {
            break;
        }
        let taken = step.min(window.data().len());
        seen.extend_from_slice(&window.data()[..taken]);
        window.consume(taken);
        step = step * 3 % 400_000 + 1;
    }
    seen.extend_from_slice(window.data());
    assert!(seen == text);
}
