//! A static server on the loopback address that keeps every byte it gets.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A running server. It runs until the test's process ends.
#[derive(Clone)]
pub struct Server {
    /// `http://127.0.0.1:PORT/`
    pub origin: String,
    requests: Arc<Mutex<Vec<String>>>,
    away: Arc<AtomicBool>,
}

impl Server {
    /// Serves the files below `root`; without a root, a stranger that answers everything with an empty page.
    pub fn start(root: Option<PathBuf>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let origin = format!("http://{}/", listener.local_addr().expect("a bound address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let away = Arc::new(AtomicBool::new(false));
        let server = Self { origin, requests: Arc::clone(&requests), away: Arc::clone(&away) };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if away.load(Ordering::SeqCst) {
                    continue; // closed without a word, as by a network that is down
                }
                let (root, requests) = (root.clone(), Arc::clone(&requests));
                thread::spawn(move || serve(stream, root.as_deref(), &requests));
            }
        });
        server
    }

    /// Answers nothing any more, or again.
    pub fn go_away(&self, away: bool) {
        self.away.store(away, Ordering::SeqCst);
    }

    /// Everything that came in so far: per request its line, headers and body.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no server thread panics").clone()
    }

    /// The first lines of the requests.
    pub fn lines(&self) -> Vec<String> {
        self.requests().iter().map(|request| request.lines().next().unwrap_or_default().to_owned()).collect()
    }
}

fn serve(mut stream: TcpStream, root: Option<&Path>, requests: &Mutex<Vec<String>>) {
    // A connection that says nothing more for a while has said everything.
    let _ = stream.set_read_timeout(Some(Duration::from_secs(2)));
    let mut received = Vec::new();
    let mut chunk = [0; 16 << 10];
    while !is_complete(&received) {
        match stream.read(&mut chunk) {
            Ok(count @ 1..) => received.extend_from_slice(&chunk[..count]),
            _ => break,
        }
    }
    if received.is_empty() {
        return; // a connection that the browser opened to be ready
    }
    let request = String::from_utf8_lossy(&received).into_owned();
    let target = request.split(' ').nth(1).unwrap_or("/").to_owned();
    requests.lock().expect("no server thread panics").push(request);
    let (status, kind, body) = match root {
        Some(root) => file(root, &target),
        None => ("200 OK", "text/html; charset=utf-8", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nAccess-Control-Allow-Origin: *\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

/// Whether the head and as many bytes of a body as it states have come.
fn is_complete(received: &[u8]) -> bool {
    let Some(end) = received.windows(4).position(|window| window == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&received[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    received.len() >= end + 4 + length
}

fn file(root: &Path, target: &str) -> (&'static str, &'static str, Vec<u8>) {
    let path = target.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "application/octet-stream",
    };
    match std::fs::read(root.join(path)) {
        Ok(body) if inside => ("200 OK", kind, body),
        _ => ("404 Not Found", "text/plain", Vec::new()),
    }
}
