//! A client of one connection that writes requests to the socket itself, so that a test decides
//! what is sent when, and a measurement measures the server.
//!
//! It knows as much of HTTP/1.1 as our API needs: answers with a length, on a connection that is
//! kept.

use std::io;
use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

/// A connection to a server.
pub struct Wire {
    stream: TcpStream,
    server: SocketAddr,
    /// Bytes that have come and are not read yet.
    come: Vec<u8>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of a header; its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Fails unless the status is this one.
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

/// A request to the API, as bytes.
pub fn request(
    server: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Vec<u8> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {server}\r\n");
    for (name, value) in headers {
        head.push_str(name);
        head.push_str(": ");
        head.push_str(value);
        head.push_str("\r\n");
    }
    if !body.is_empty() {
        head.push_str("content-type: application/json\r\n");
    }
    let length = body.len();
    format!("{head}content-length: {length}\r\n\r\n{body}").into_bytes()
}

impl Wire {
    /// Connects from an address of this machine, so that many clients are many addresses: client
    /// 0 comes from 127.0.0.1, client 1 from 127.0.0.2 …
    pub async fn connect(server: SocketAddr, client: usize) -> io::Result<Self> {
        let from = u8::try_from(client % 64).unwrap_or(0) + 1;
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, from], 0)))?;
        let stream = socket.connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            server,
            come: Vec::new(),
        })
    }

    /// Reads something as somebody.
    pub async fn get(&mut self, token: &str, path: &str) -> io::Result<Reply> {
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str())];
        self.send(&request(self.server, "GET", path, &headers, ""))
            .await?;
        self.reply().await
    }

    /// Asks for a change as somebody.
    pub async fn post(&mut self, token: &str, path: &str, body: &Value) -> io::Result<Reply> {
        self.post_with(token, &[], path, body).await
    }

    /// The same, with more headers.
    pub async fn post_with(
        &mut self,
        token: &str,
        more: &[(&str, &str)],
        path: &str,
        body: &Value,
    ) -> io::Result<Reply> {
        let bearer = format!("Bearer {token}");
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend_from_slice(more);
        let body = body.to_string();
        self.send(&request(self.server, "POST", path, &headers, &body))
            .await?;
        self.reply().await
    }

    /// Sends bytes as they are.
    pub async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// The next answer, when all of it has come.
    pub async fn reply(&mut self) -> io::Result<Reply> {
        loop {
            if let Some((reply, length)) = parsed(&self.come)? {
                self.come.drain(..length);
                return Ok(reply);
            }
            if self.stream.read_buf(&mut self.come).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// Waits until something has come, however little.
    pub async fn first_bytes(&mut self) -> io::Result<()> {
        self.stream.readable().await
    }
}

/// An answer at the beginning of these bytes and its length, if all of it is there.
fn parsed(bytes: &[u8]) -> io::Result<Option<(Reply, usize)>> {
    const END: &[u8] = b"\r\n\r\n";
    let Some(end) = bytes.windows(END.len()).position(|window| window == END) else {
        return Ok(None);
    };
    let wrong = || io::Error::from(io::ErrorKind::InvalidData);
    let head = std::str::from_utf8(&bytes[..end]).map_err(|_| wrong())?;
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let status = status
        .and_then(|code| code.parse().ok())
        .ok_or_else(wrong)?;
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut lengths = headers.iter().filter(|(name, _)| name == "content-length");
    let length: Option<usize> = lengths.next().and_then(|(_, length)| length.parse().ok());
    let length = length.unwrap_or(0);
    let start = end + END.len();
    let Some(body) = bytes.get(start..start + length) else {
        return Ok(None);
    };
    let reply = Reply {
        status,
        headers,
        body: body.to_vec(),
    };
    Ok(Some((reply, start + length)))
}
