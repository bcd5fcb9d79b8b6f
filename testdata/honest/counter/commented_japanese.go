// Package counter は複数の goroutine で共有するカウンタ。
package counter

import (
	"runtime"
	"sync"
)

// Counter のゼロ値は 0 を指すカウンタ。使い始めたらコピーしないこと。
type Counter struct {
	sync.RWMutex // 読むだけなら同時に何人でもよい
	n            int
}

// Inc は一つ増やす。読む・足す・書くの三つの間に誰も入れないよう鍵をかける。
func (c *Counter) Inc() {
	c.Lock()
	defer c.Unlock() // 忘れないように defer で

	n := c.n
	runtime.Gosched() // 鍵を持ったままなので、ここで譲っても割り込まれない
	c.n = n + 1
}

// Value は現在の値。読み取りにも鍵が必要（ないとデータ競合になる）。
func (c *Counter) Value() int {
	c.RLock()
	defer c.RUnlock()
	return c.n
}
