//! The icon container of macOS: pieces with a four-letter name and a length, each a whole PNG.

/// The pieces of this app's `.icns`: name and side in pixels.
///
/// The sizes with `@2x` have names of their own (`ic11` is 16 points at twice the density). The
/// single-density 16 and 32 are left out: some versions of macOS draw a PNG there as noise.
pub const PIECES: [(&[u8; 4], u16); 8] = [
    (b"ic07", 128),
    (b"ic08", 256),
    (b"ic09", 512),
    (b"ic10", 1024),
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic13", 256),
    (b"ic14", 512),
];

const HEAD_BYTES: usize = 8;

/// Puts pieces into one file. Lengths count their own head and are written big end first.
pub fn pack(pieces: &[(&[u8; 4], Vec<u8>)]) -> Result<Vec<u8>, String> {
    let length = |bytes: usize| {
        u32::try_from(bytes + HEAD_BYTES)
            .map(u32::to_be_bytes)
            .map_err(|_| "An icon cannot hold this many bytes.".to_owned())
    };
    let all: usize = pieces.iter().map(|(_, png)| png.len() + HEAD_BYTES).sum();
    let mut file = Vec::new();
    file.extend(b"icns");
    file.extend(length(all)?);
    for (name, png) in pieces {
        file.extend(*name);
        file.extend(length(png.len())?);
        file.extend(png);
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_goes_from_length_to_length_finds_each_piece() {
        let pieces: [(&[u8; 4], Vec<u8>); 2] = [(b"ic11", vec![1; 10]), (b"ic10", vec![2; 300])];
        let file = pack(&pieces).unwrap();
        let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(&file[..4], b"icns");
        assert_eq!(number(4), file.len());
        let mut at = HEAD_BYTES;
        for (name, png) in &pieces {
            assert_eq!(&&file[at..at + 4], &name.as_slice());
            assert_eq!(&file[at + HEAD_BYTES..at + number(at + 4)], png);
            at += number(at + 4);
        }
        assert_eq!(at, file.len());
    }
}
