//! Files that are made before they are sent: in memory while they are small, in a temporary file
//! without a name once they are large. So a list of three million rows takes no more memory than
//! one of three, whoever is slow to take it keeps no reader of the bank, and what fails while it
//! is made is answered as a failure and not as half a file.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, Write};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::sync::mpsc;
use tokio::task;

/// What is larger than this lies on the disk.
const IN_MEMORY: usize = 1 << 20;
/// What is read from the disk at a time, and how many such pieces wait to be sent.
const PIECE: usize = 1 << 16;
const WAITING: usize = 4;

/// A file in the making.
pub(crate) enum Spool {
    Memory(Vec<u8>),
    Disk(BufWriter<File>),
}

impl Spool {
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        Self::Memory(Vec::new())
    }

    /// What was written, as the body of an answer that says how long it is.
    pub(crate) fn into_body(self) -> io::Result<Body> {
        let file = match self {
            Self::Memory(bytes) => return Ok(bytes.into()),
            Self::Disk(file) => file,
        };
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let left = file.stream_position()?;
        file.rewind()?;
        let (sender, pieces) = mpsc::channel(WAITING);
        task::spawn_blocking(move || send(file, &sender));
        Ok(Body::new(Pieces { pieces, left }))
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Self::Memory(kept) = self
            && kept.len() + bytes.len() > IN_MEMORY
        {
            let mut file = BufWriter::with_capacity(PIECE, tempfile::tempfile()?);
            file.write_all(kept)?;
            *self = Self::Disk(file);
        }
        match self {
            Self::Memory(kept) => kept.write(bytes),
            Self::Disk(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Disk(file) => file.flush(),
        }
    }
}

/// Reads the file piece by piece until its end, or until nobody wants more of it.
fn send(mut file: File, to: &mpsc::Sender<io::Result<Bytes>>) {
    loop {
        let mut piece = vec![0; PIECE];
        let read = match file.read(&mut piece) {
            Ok(0) => return,
            Ok(length) => {
                piece.truncate(length);
                Ok(Bytes::from(piece))
            }
            Err(error) => Err(error),
        };
        let failed = read.is_err();
        if to.blocking_send(read).is_err() || failed {
            return;
        }
    }
}

/// The pieces as they come, and how many bytes are still to come.
struct Pieces {
    pieces: mpsc::Receiver<io::Result<Bytes>>,
    left: u64,
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = ready!(self.pieces.poll_recv(context));
        if let Some(Ok(piece)) = &piece {
            self.left = self.left.saturating_sub(piece.len() as u64);
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    async fn sent(length: usize) -> (bool, Vec<u8>, Option<u64>) {
        let mut spool = Spool::new();
        let all: Vec<u8> = (0..=250_u8).cycle().take(length).collect();
        for piece in all.chunks(1_000) {
            spool.write_all(piece).unwrap();
        }
        let on_disk = matches!(spool, Spool::Disk(_));
        let body = spool.into_body().unwrap();
        let told = body.size_hint().exact();
        let came = body.collect().await.unwrap().to_bytes().to_vec();
        assert_eq!(came, all);
        (on_disk, came, told)
    }

    #[tokio::test]
    async fn a_small_file_stays_in_memory_and_a_large_one_does_not() {
        for (length, disk) in [(0, false), (IN_MEMORY, false), (5 * IN_MEMORY + 7, true)] {
            let (on_disk, came, told) = sent(length).await;
            assert_eq!((on_disk, came.len()), (disk, length));
            assert_eq!(told, Some(length as u64));
        }
    }

    #[tokio::test]
    async fn who_goes_away_in_the_middle_leaves_nothing_running() {
        let mut spool = Spool::new();
        spool.write_all(&vec![7; 3 * IN_MEMORY]).unwrap();
        let mut body = spool.into_body().unwrap();
        let first = body.frame().await.unwrap().unwrap();
        assert_eq!(first.into_data().unwrap().len(), PIECE);
        drop(body);
        // The runtime ends only once its blocking work has.
    }
}
