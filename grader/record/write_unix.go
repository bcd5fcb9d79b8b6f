//go:build unix

package record

import (
	"errors"
	"syscall"
)

// notForChildren keeps processes that the code under test starts from holding fd open.
func notForChildren(fd int) { syscall.CloseOnExec(fd) }

// writeAll writes all of b to the descriptor fd, in one system call where the kernel
// takes it whole.
func writeAll(fd int, b []byte) error {
	for len(b) > 0 {
		n, err := syscall.Write(fd, b)
		if err != nil && !errors.Is(err, syscall.EINTR) {
			return err
		}
		b = b[max(n, 0):]
	}
	return nil
}
