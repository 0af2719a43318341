//! The accept loop, from the outside.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use axum::routing::get;
use hyper::body::Frame;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::{Notify, oneshot};

use super::*;

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: tokio::task::JoinHandle<io::Result<()>>,
}

async fn start(router: Router) -> Running {
    start_behind(router, &[]).await
}

async fn start_behind(router: Router, trusted: &[Network]) -> Running {
    let trusted = trusted.to_vec();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let served = tokio::spawn(async move {
        let stopped = async { drop(stopped.await) };
        serve(listener, router, &trusted, stopped).await
    });
    Running {
        address,
        stop,
        served,
    }
}

async fn ask(stream: &mut TcpStream, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: bank.example.org\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let length = stream.read(&mut answer).await.unwrap();
    String::from_utf8(answer[..length].to_vec()).unwrap()
}

#[tokio::test]
async fn a_request_is_answered_and_the_handler_knows_the_peer() {
    let peer = async |request: Request| match request.extensions().get::<Peer>() {
        Some(peer) => peer.0.ip().to_string(),
        None => "nobody".to_owned(),
    };
    let running = start(Router::new().route("/", get(peer))).await;
    let mut client = TcpStream::connect(running.address).await.unwrap();
    let answer = ask(&mut client, "/").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.ends_with("127.0.0.1"), "{answer}");
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_closed() {
    let running = start(Router::new()).await;
    let mut silent = TcpStream::connect(running.address).await.unwrap();
    let mut nothing = [0; 64];
    let end = tokio::time::timeout(HEADERS_WITHIN * 4, silent.read(&mut nothing)).await;
    assert!(end.is_ok(), "the connection stayed open");
}

#[tokio::test]
async fn stopping_lets_an_answer_finish_and_takes_nobody_new() {
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, wait) = (Arc::clone(&begun), Arc::clone(&go_on));
    let slow = async move || {
        tell.notify_one();
        wait.notified().await;
        "done"
    };
    let running = start(Router::new().route("/", get(slow))).await;
    let mut client = TcpStream::connect(running.address).await.unwrap();
    let asking = tokio::spawn(async move { ask(&mut client, "/").await });
    begun.notified().await;
    running.stop.send(()).unwrap();
    while TcpStream::connect(running.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    go_on.notify_one();
    let answer = asking.await.unwrap();
    assert!(answer.ends_with("done"), "{answer}");
    running.served.await.unwrap().unwrap();
}

/// Whether the server closes a connection without having answered anything.
async fn is_turned_away(stream: &mut TcpStream) -> bool {
    let mut nothing = [0; 64];
    matches!(stream.read(&mut nothing).await, Ok(0) | Err(_))
}

#[tokio::test]
async fn an_address_that_holds_all_its_connections_gets_no_more_until_one_ends() {
    let running = start(Router::new().route("/", get(async || "here"))).await;
    let mut held = Vec::new();
    for _ in 0..seats::EACH {
        let mut client = TcpStream::connect(running.address).await.unwrap();
        // Answered, so it is certainly inside.
        assert!(ask(&mut client, "/").await.ends_with("here"));
        held.push(client);
    }
    let mut one_more = TcpStream::connect(running.address).await.unwrap();
    assert!(is_turned_away(&mut one_more).await);
    drop(held.pop());
    loop {
        let mut client = TcpStream::connect(running.address).await.unwrap();
        let request = b"GET / HTTP/1.1\r\nHost: bank.example.org\r\n\r\n";
        // The end of the other connection may not have been noticed yet.
        let _turned_away = client.write_all(request).await;
        let mut answer = [0; 64];
        if client.read(&mut answer).await.is_ok_and(|read| read > 0) {
            break;
        }
    }
}

#[tokio::test]
async fn a_trusted_proxy_may_hold_more_than_one_address_may() {
    let router = Router::new().route("/", get(async || "here"));
    let running = start_behind(router, &["127.0.0.1".parse().unwrap()]).await;
    let mut held = Vec::new();
    for _ in 0..seats::EACH + 8 {
        let mut client = TcpStream::connect(running.address).await.unwrap();
        assert!(ask(&mut client, "/").await.ends_with("here"));
        held.push(client);
    }
}

/// Time is stopped, and jumps to the next timer when nothing else can go on.
#[tokio::test(start_paused = true)]
async fn a_reader_that_stops_reading_is_given_up_and_one_that_reads_is_not() {
    let (mut reader, served) = tokio::io::duplex(1024);
    let mut writer = Patient::new(served, READ_ON_WITHIN);
    let slow = tokio::spawn(async move {
        let mut page = [0; 512];
        for _ in 0..8 {
            tokio::time::advance(READ_ON_WITHIN / 2).await;
            reader.read_exact(&mut page).await.unwrap();
        }
        reader
    });
    writer.write_all(&[7; 8 * 512]).await.unwrap();
    let stopped = slow.await.unwrap();
    let began = tokio::time::Instant::now();
    let error = writer.write_all(&[7; 8 * 512]).await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    assert!(began.elapsed() >= READ_ON_WITHIN);
    drop(stopped);
}

/// A page without an end, which says when it has been given up.
struct Endless(Arc<Notify>);

impl HttpBody for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let lines = Bytes::from_static(&[b'.'; 8 * 1024]);
        Poll::Ready(Some(Ok(Frame::data(lines))))
    }
}

impl Drop for Endless {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

#[tokio::test]
async fn an_answer_that_nobody_reads_is_given_up() {
    let given_up = Arc::new(Notify::new());
    let told = Arc::clone(&given_up);
    let page = async move || Body::new(Endless(told));
    let running = start(Router::new().route("/", get(page))).await;
    let mut client = TcpStream::connect(running.address).await.unwrap();
    let first = ask(&mut client, "/").await;
    assert!(first.starts_with("HTTP/1.1 200"), "{first}");
    let ended = tokio::time::timeout(READ_ON_WITHIN * 4, given_up.notified()).await;
    assert!(ended.is_ok(), "the answer still waits for its reader");
    drop(client);
}
