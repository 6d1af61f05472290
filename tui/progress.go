package tui

import (
	"time"

	"github.com/charmbracelet/bubbles/spinner"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/theme"
)

// progress turns in the header while the server is being asked something.
type progress struct {
	wheel   spinner.Model
	turning bool
}

func newProgress(th *theme.Theme) progress {
	return progress{wheel: spinner.New(spinner.WithSpinner(spinner.Spinner{Frames: th.Glyphs.Spinner, FPS: time.Second / 8}))}
}

// follow starts the wheel when work has begun.
func (p *progress) follow(working bool) tea.Cmd {
	if !working || p.turning {
		return nil
	}
	p.turning = true
	return p.wheel.Tick
}

// turn shows the next frame, or stops when the work is done.
func (p *progress) turn(tick spinner.TickMsg, working bool) tea.Cmd {
	if !working {
		p.turning = false
		return nil
	}
	var cmd tea.Cmd
	p.wheel, cmd = p.wheel.Update(tick)
	return cmd
}

// frame is what the header shows; empty when nothing is under way.
func (p *progress) frame(working bool) string {
	if !working || !p.turning {
		return ""
	}
	return p.wheel.View()
}
