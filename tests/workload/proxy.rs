//! A proxy that loses answers: it passes a request on and then cuts the line, before the server
//! has answered or after.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// When the line is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// When the whole request has been passed on, whatever the server does with it.
    AfterTheRequest,
    /// When the answer has begun to come: the server has done its work.
    BeforeTheAnswer,
}

/// Where the proxy listens; it stops with the test.
pub(crate) async fn start(server: SocketAddr, cut: Cut) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut lines = (1..=250).cycle();
        while let (Ok((client, _)), Some(line)) = (listener.accept().await, lines.next()) {
            tokio::spawn(async move {
                // Whoever is cut off sees it; there is nothing to do about it here.
                let _cut = lose(client, server, line, cut).await;
            });
        }
    });
    address
}

/// Each line has an address of its own: one address may hold so many connections, and a line that
/// was cut counts until the server has noticed.
async fn lose(mut client: TcpStream, server: SocketAddr, line: u8, cut: Cut) -> io::Result<()> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from(([127, 0, 1, line], 0)))?;
    let mut upstream = socket.connect(server).await?;
    let mut request = Vec::new();
    while !is_whole(&request) {
        if client.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    }
    upstream.write_all(&request).await?;
    if cut == Cut::BeforeTheAnswer {
        upstream.readable().await?;
    }
    Ok(())
}

/// Whether these bytes end where the request ends.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, value)| value.trim().parse().unwrap());
    body.len() >= length
}
