//! The accept loop, from the outside.

use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::{Notify, oneshot};

use super::*;

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: tokio::task::JoinHandle<io::Result<()>>,
}

async fn start(router: Router) -> Running {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let served = tokio::spawn(serve(listener, router, async {
        drop(stopped.await);
    }));
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
