package search

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
)

// MaxChoices is how many choices the text of a schedule may have.
const MaxChoices = 1 << 20

// small is the first choice that does not fit beside the zeros before it.
const small = 4

// Encode writes choices as text for a URL or a command line: a byte for each that is
// not 0, a byte for the zeros at the end, three bytes of a checksum, in base 64. It is
// empty if there are more than MaxChoices.
func Encode(choices []uint16) string {
	if len(choices) > MaxChoices {
		return ""
	}
	last := len(choices)
	for last > 0 && choices[last-1] == 0 {
		last--
	}
	b := binary.AppendUvarint(make([]byte, 3), uint64(len(choices)-last))
	zeros := uint64(0)
	for _, c := range choices[:last] {
		if c == 0 {
			zeros++
			continue
		}
		b = binary.AppendUvarint(b, zeros*small+uint64(min(c, small)-1))
		if c >= small {
			b = binary.AppendUvarint(b, uint64(c)-small)
		}
		zeros = 0
	}
	sum := checksum(b[3:])
	copy(b, sum[:])
	return base64.RawURLEncoding.EncodeToString(b)
}

// checksum is three bytes of the CRC-32.
func checksum(b []byte) (sum [3]byte) {
	c := crc32.ChecksumIEEE(b)
	return [3]byte{byte(c), byte(c >> 8), byte(c >> 16)}
}

// Decode is the reverse of Encode. It accepts what Encode writes and nothing else.
func Decode(text string) ([]uint16, error) {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) < 4 {
		return nil, errors.New("not a schedule: mistyped, or cut short")
	}
	if sum := checksum(b[3:]); sum != [3]byte(b) {
		return nil, errors.New("not a schedule: the checksum is wrong; mistyped, or cut short")
	}
	choices, ok := decode(b[3:])
	if !ok || Encode(choices) != text {
		return nil, errors.New("not a schedule: malformed")
	}
	return choices, nil
}

// decode reads what is behind the checksum.
func decode(b []byte) (choices []uint16, ok bool) {
	tail, n := binary.Uvarint(b)
	if n <= 0 || tail > MaxChoices {
		return nil, false
	}
	for b = b[n:]; len(b) > 0; b = b[n:] {
		var v uint64
		if v, n = binary.Uvarint(b); n <= 0 || v/small >= MaxChoices {
			return nil, false
		}
		c := v%small + 1
		if c == small {
			more, m := binary.Uvarint(b[n:])
			if m <= 0 || more > 1<<16-1-small {
				return nil, false
			}
			c += more
			n += m
		}
		if uint64(len(choices))+v/small+1+tail > MaxChoices {
			return nil, false
		}
		choices = append(zeros(choices, int(v/small)), uint16(c))
	}
	return zeros(choices, int(tail)), true
}

// zeros appends n zeros.
func zeros(s []uint16, n int) []uint16 {
	s = slices.Grow(s, n)
	s = s[:len(s)+n]
	clear(s[len(s)-n:])
	return s
}
