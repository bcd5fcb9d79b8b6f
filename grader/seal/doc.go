// Package seal signs files of lines, and finds out whether one is as it was signed. It
// does not know what the lines say.
//
// A sealed file is its content, one or more whole lines, and a last line of this form:
//
//	{"signature":{"key":"<public key>","digest":"sha256:<64 hexadecimal digits>","signature":"<signature>"}}
//
// The digest is the SHA-256 of the content: every byte before the last line, line ends
// included. Key and signature are in standard base64. What is signed, by Ed25519 as in RFC
// 8032, is not the content itself but this text of one line, which names it, with the
// line end:
//
//	racekit results sha256:<64 hexadecimal digits>
//
// The two words before the digest keep a signature that the same key made for another
// purpose from passing for one of results. The last line has one form only: no space, field
// or byte can be added to it, and nothing can follow it.
//
// A seal proves that whoever holds the private key sealed exactly this content. It does
// not prove that the content is true, nor whose key it is: compare its [Fingerprint].
package seal
