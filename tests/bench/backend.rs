//! Small HTTP servers that answer with a letter, and a client that asks as fast as it can.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::Outcome;
use crate::weir::read_response;

/// Starts a server that answers every request with that letter; answers its port.
pub async fn start(address: &str, letter: char) -> Outcome<u16> {
    let listener = TcpListener::bind((address, 0)).await?;
    let port = listener.local_addr()?.port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, letter));
        }
    });
    Ok(port)
}

async fn answer(mut stream: TcpStream, letter: char) -> Outcome<()> {
    stream.set_nodelay(true)?;
    let mut bytes = Vec::with_capacity(1024);
    while stream.read_buf(&mut bytes).await? > 0 {
        if bytes.ends_with(b"\r\n\r\n") {
            bytes.clear();
            let response = format!("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{letter}");
            stream.write_all(response.as_bytes()).await?;
        }
    }
    Ok(())
}

/// Asks a service through a proxy, one request after the other.
pub struct Probe {
    stream: TcpStream,
    request: Vec<u8>,
}

impl Probe {
    pub async fn connect(proxy: &str, host: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(proxy).await?;
        stream.set_nodelay(true)?;
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").into_bytes();
        Ok(Self { stream, request })
    }

    /// Asks until that letter answers; answers when it did first.
    pub async fn until(&mut self, letter: &str) -> Outcome<Instant> {
        let end = Instant::now() + Duration::from_secs(20);
        while Instant::now() < end {
            self.stream.write_all(&self.request).await?;
            let (status, body) = read_response(&mut self.stream).await?;
            if status == 200 && body == letter {
                return Ok(Instant::now());
            }
        }
        Err(format!("`{letter}` never answered").into())
    }
}
