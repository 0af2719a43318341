//! The accept loop: connections that dawdle are closed, too many wait outside, and stopping lets
//! those inside finish.
//!
//! The stock loop never closes a connection that says nothing. Here the first byte and the
//! headers must come within 5 seconds, which also ends connections kept open and idle. The body
//! and the handler have their own limit in [`crate::security`]. An answer that nobody reads is
//! given up after 10 seconds ([`patience`]), and one address holds so many connections and no more
//! ([`seats`]).

mod patience;
mod seats;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt as _;

use self::patience::Patient;
use self::seats::{Seat, Seats};
use crate::security::Peer;
use crate::settings::Network;

/// Connections at once; the next ones wait in the operating system's queue.
const CONNECTIONS: usize = 512;
/// First byte and headers; also how long an idle connection is kept.
const HEADERS_WITHIN: Duration = Duration::from_secs(5);
/// All headers of a request together, and how many there may be.
const HEADER_BYTES: usize = 16 * 1024;
const HEADER_COUNT: usize = 64;
/// How long an answer may wait for its reader to take the next bytes.
const READ_ON_WITHIN: Duration = Duration::from_secs(10);
/// How long those inside have to finish when the program stops.
const DRAIN_WITHIN: Duration = Duration::from_secs(10);
/// How long to wait before accepting again when the machine has no more files to give.
const PAUSE: Duration = Duration::from_millis(200);

/// Serves until `shutdown` is ready, then lets what has begun finish for at most 10 seconds.
///
/// One address may hold 64 connections at once, and the next one is closed as it comes; the
/// `trusted` proxies may hold all there are, 512.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    trusted: &[Network],
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let graceful = GracefulShutdown::new();
    let seats = Seats::new(trusted);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, accept(&listener).await)
        };
        let (place, (stream, peer)) = tokio::select! {
            () = &mut shutdown => break,
            (place, accepted) = next => match place {
                Ok(place) => (place, accepted),
                // Nobody closes the semaphore.
                Err(_closed) => break,
            },
        };
        let Some(seat) = seats.take(peer.ip()) else {
            tracing::debug!("an address held all the connections it may have: one was closed");
            continue;
        };
        let places = (place, seat);
        tokio::spawn(connection(stream, peer, router.clone(), &graceful, places));
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_WITHIN, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some connections were still open after 10 seconds and were closed");
    }
    Ok(())
}

/// The next connection. A client that gave up while it waited is nothing; a machine without file
/// handles is given time to find some.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection could be accepted");
                pause().await;
            }
        }
    }
}

fn is_the_clients(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
    )
}

#[expect(
    clippy::disallowed_methods,
    reason = "the accept loop backs off while the machine has no file handles"
)]
async fn pause() {
    tokio::time::sleep(PAUSE).await;
}

/// Speaks with one client until either has had enough.
fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    graceful: &GracefulShutdown,
    places: (OwnedSemaphorePermit, Seat),
) -> impl Future<Output = ()> + Send + 'static {
    // A page is written in one go: waiting to fill a packet only delays it.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps its delay");
    }
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        let router = router.clone();
        async move { Ok::<_, Infallible>(answer(router, request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_buf_size(HEADER_BYTES)
        .max_headers(HEADER_COUNT)
        .serve_connection(TokioIo::new(Patient::new(stream, READ_ON_WITHIN)), service);
    let watched = graceful.watch(connection);
    async move {
        let _places = places;
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}

async fn answer(router: Router, request: Request) -> axum::response::Response {
    match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests;
