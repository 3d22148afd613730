//! A control plane without weir's extensions, that takes its time for every write: a proxy in front
//! of `weir serve`.

use std::io::{BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

/// Starts a proxy for the server at `url`; it ends with the test. Answers its own URL.
pub fn proxy(url: &str, pause: Duration) -> String {
    proxy_with(url, pause, &[])
}

/// The same with some of weir's extensions.
pub fn proxy_with(url: &str, pause: Duration, extensions: &'static [&'static str]) -> String {
    let upstream = url.strip_prefix("http://").unwrap().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let upstream = upstream.clone();
            std::thread::spawn(move || serve(stream.unwrap(), &upstream, pause, extensions));
        }
    });
    format!("http://{address}")
}

/// Answers the requests of one connection. Whoever hangs up ends it.
fn serve(stream: TcpStream, upstream: &str, pause: Duration, extensions: &[&str]) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    while let Some(request) = read_request(&mut reader) {
        let names = |name: &&str| request.line.contains(&format!("/_weir/v1/{name}"));
        let answer = if request.line.contains("/_weir/v1/capabilities") {
            let body = format!("{{\"extensions\":{extensions:?}}}");
            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes()
        } else if request.line.contains(" /_weir/") && !extensions.iter().any(names) {
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}".to_vec()
        } else {
            if !request.line.starts_with("GET") {
                std::thread::sleep(pause);
            }
            forward(&request, upstream)
        };
        if writer.write_all(&answer).is_err() {
            return;
        }
    }
}

struct Request {
    line: String,
    /// The header of the locks, where there is one.
    lock: String,
    body: Vec<u8>,
}

fn read_request(reader: &mut impl std::io::BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let (mut length, mut lock) = (0, String::new());
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        if header.trim().is_empty() {
            break;
        }
        if header.to_lowercase().starts_with("x-weir-lock:") {
            lock = header.trim_end().to_owned() + "\r\n";
        }
        if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { line: line.trim_end().to_owned(), lock, body })
}

/// Sends the request on a connection of its own, and answers what came back.
fn forward(request: &Request, upstream: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(upstream).unwrap();
    let head = format!(
        "{}\r\nhost: {upstream}\r\nconnection: close\r\n{}content-length: {}\r\n\r\n",
        request.line,
        request.lock,
        request.body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&request.body).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    // The client's connection goes on.
    let text = String::from_utf8(answer).unwrap();
    text.replace("connection: close\r\n", "").into_bytes()
}
