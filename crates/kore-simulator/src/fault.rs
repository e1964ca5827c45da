//! Answers that are wrong on purpose, for one bot or for the whole server.

use std::io::Write as _;
use std::time::Duration;

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, Crc, FlushCompress};

/// A wrong answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 200 and a sign-in page.
    Html,
    /// A redirect to this origin, with the asked path behind it.
    Redirect {
        /// Such as `http://127.0.0.1:1234`.
        to: String,
        /// 301, 302, 303, 307 or 308.
        status: u16,
    },
    /// The request is read and never answered, until the simulator stops.
    Stall,
    /// Begins a JSON body and sends one more byte of it after each pause, for ever.
    Drip {
        /// The pause.
        every: Duration,
    },
    /// Sends half of a body and then nothing more, with the connection open.
    StopMidBody,
    /// Sends half of the promised body and closes the connection.
    CutBody,
    /// A small gzip body that unpacks to this many MiB of white space and `{}`.
    GzipBomb {
        /// Size when unpacked, in MiB.
        mebibytes: u32,
    },
    /// Says that the body is gzip where it is not.
    BadGzip,
    /// This status, with the platform's general error body.
    Status(u16),
    /// Exactly this.
    Raw {
        /// HTTP status.
        status: u16,
        /// `Content-Type`.
        content_type: String,
        /// Body.
        body: String,
    },
}

/// The sign-in page.
pub(crate) const SIGN_IN_PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head>\
    <title>Sign in</title></head><body><h1>Sign in to your network</h1>\
    <form method=\"post\" action=\"/login\"><input name=\"user\"><input name=\"password\" \
    type=\"password\"><button>Sign in</button></form></body></html>\n";

/// A gzip body of about 1 KB for each MiB that it unpacks to.
///
/// One MiB is packed once. A full flush leaves the packed bytes on a byte border and without
/// references to what was before, so they can be repeated; packing the whole would take seconds
/// in a debug build.
pub(crate) fn gzip_bomb(mebibytes: u32) -> Vec<u8> {
    let block = vec![b' '; 1 << 20];
    let packed = pack(&block, FlushCompress::Full);
    let mut sum = Crc::new();
    let mut block_sum = Crc::new();
    block_sum.update(&block);
    // The header that flate2 itself writes, without name and time.
    let mut body = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    for _ in 0..mebibytes {
        body.extend_from_slice(&packed);
        sum.combine(&block_sum);
    }
    let mut rest_sum = Crc::new();
    rest_sum.update(b"{}");
    sum.combine(&rest_sum);
    body.extend(pack(b"{}", FlushCompress::Finish));
    body.extend(sum.sum().to_le_bytes());
    let length = mebibytes.wrapping_shl(20).wrapping_add(2);
    body.extend(length.to_le_bytes());
    body
}

fn pack(bytes: &[u8], flush: FlushCompress) -> Vec<u8> {
    let mut packed = Vec::with_capacity(64 * 1024);
    // Cannot fail: the output has room for all of it, and there is no dictionary.
    let _ = Compress::new(Compression::best(), false).compress_vec(bytes, &mut packed, flush);
    packed
}

/// Packs a body as servers do.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing to a vector cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn the_bomb_is_small_and_unpacks_to_the_promised_size() {
        let bomb = gzip_bomb(3);
        assert!(bomb.len() < 5000, "{}", bomb.len());
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&bomb[..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked.len(), 3 * (1 << 20) + 2);
        assert!(unpacked.ends_with(b" {}"));
    }

    #[test]
    fn packed_bodies_come_back() {
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&gzip(b"{\"a\":1}")[..])
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, "{\"a\":1}");
    }
}
