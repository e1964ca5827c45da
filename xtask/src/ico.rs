//! Windows' icon container: a list of pictures, each a whole PNG file (understood since Vista).

/// Sizes in pixels that an `.ico` of this app holds. 256 is written as 0 in a list entry.
pub const SIZES: [u16; 7] = [16, 20, 24, 32, 48, 64, 256];

const HEAD_BYTES: usize = 6;
const ENTRY_BYTES: usize = 16;

/// Puts square pictures of 32-bit colour into one file: (size in pixels, PNG).
///
/// Layout: page *Icons* of the Win32 documentation (`ICONDIR`, `ICONDIRENTRY`).
pub fn pack(pictures: &[(u16, Vec<u8>)]) -> Result<Vec<u8>, String> {
    let too_many = |_| "An icon cannot hold this many bytes.".to_owned();
    let count = u16::try_from(pictures.len()).map_err(too_many)?;
    let mut file = Vec::new();
    for word in [0u16, 1, count] {
        file.extend(word.to_le_bytes());
    }
    let mut offset = HEAD_BYTES + ENTRY_BYTES * pictures.len();
    for (size, png) in pictures {
        let side = u8::try_from(*size).unwrap_or(0);
        file.extend([side, side, 0, 0]);
        for word in [1u16, 32] {
            file.extend(word.to_le_bytes());
        }
        for number in [png.len(), offset] {
            file.extend(u32::try_from(number).map_err(too_many)?.to_le_bytes());
        }
        offset += png.len();
    }
    for (_, png) in pictures {
        file.extend(png);
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_picture_is_where_its_entry_says() {
        let pictures = [(16, b"small".to_vec()), (256, b"a large one".to_vec())];
        let file = pack(&pictures).unwrap();
        assert_eq!(file[..6], [0, 0, 1, 0, 2, 0]);
        for (index, (_, png)) in pictures.iter().enumerate() {
            let entry = &file[HEAD_BYTES + ENTRY_BYTES * index..][..ENTRY_BYTES];
            let number =
                |at: usize| u32::from_le_bytes(entry[at..at + 4].try_into().unwrap()) as usize;
            assert_eq!(&file[number(12)..number(12) + number(8)], png);
        }
        assert_eq!(file[HEAD_BYTES], 16);
        // 256 does not fit into the byte; 0 stands for it.
        assert_eq!(file[HEAD_BYTES + ENTRY_BYTES], 0);
    }
}
