package revocation

import (
	"fmt"
	"strconv"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// witnesses are the three who are asked.
func (s *Screen) witnesses() []func(*prose.Page) {
	return []func(*prose.Page){s.discovery, s.settings, s.endpoint}
}

// besideFrom is the width from which a value stands beside its name.
const (
	besideFrom = 70
	nameWidth  = 34
)

// fact adds a name and the value, below it where there is no room.
func (s *Screen) fact(page *prose.Page, name, value string) {
	th := s.session.Theme
	if page.Width() >= besideFrom {
		page.Bullet(text.Pad(name, nameWidth), th.Muted, th.Text, value)
		return
	}
	page.Add(th.Muted, name)
	page.Indent(3, th.Text, value)
}

// discovery is what clients are told.
func (s *Screen) discovery(page *prose.Page) {
	th, told := s.session.Theme, s.status.Advertised
	page.Add(th.Title, "Discovery tells clients")
	if !told.Known {
		page.Add(th.Warn, "The document could not be read.")
		return
	}
	s.fact(page, "revocation_endpoint", address(told.Endpoint))
	s.fact(page, "mtls_endpoint_aliases", address(told.MTLS))
	s.fact(page, "read at", told.Read.UTC().Format(time.TimeOnly)+" UTC")
	switch {
	case !told.Cached:
		s.fact(page, "may be stale", "no: it is not cached")
	case told.StaleUntil.IsZero():
		s.fact(page, "may be stale", "nobody can tell until when")
	default:
		s.fact(page, "may be stale", fmt.Sprintf("for at most %d min from when it was read", told.StaleMinutes()))
	}
}

// address is what discovery advertises.
func address(advertised *string) string {
	if advertised == nil {
		return "not advertised"
	}
	if *advertised == "" {
		return "advertised, and empty"
	}
	return *advertised
}

// settings are what the server is told to do, and what is staged.
func (s *Screen) settings(page *prose.Page) {
	th, set := s.session.Theme, s.status.Settings
	page.Add(th.Title, "The settings say")
	if !set.Known {
		page.Add(th.Warn, "They could not be read.")
		return
	}
	flag := "off"
	switch {
	case set.AllOn:
		flag = "on, as the list of flags names none that the server knows"
	case set.Flag:
		flag = "on"
	}
	s.fact(page, "flag revoke_token", flag)
	if on, staged := s.stagedFlag(); staged {
		page.Indent(3, th.Staged, "staged: "+onOff(on))
	}
	for _, setting := range set.Properties {
		s.fact(page, setting.Name, s.value(setting))
		if edit, staged := s.session.Draft.Get(change.PropertyTarget(setting.Name)); staged {
			page.Indent(3, th.Staged, "staged: "+shown(edit.Value))
		}
	}
	s.scripts(page)
}

func (s *Screen) scripts(page *prose.Page) {
	th := s.session.Theme
	page.Add(th.Muted, "scripts of the type revoke_token")
	if len(s.status.Scripts) == 0 {
		page.Indent(3, th.Text, "none")
	}
	for _, script := range s.status.Scripts {
		glyph, style, state := th.Glyphs.Bullet, th.Muted, "disabled"
		switch {
		case script.Error != "" && script.Enabled:
			glyph, style, state = th.Glyphs.Error, th.Danger, "enabled, and fails: "+script.Error
		case script.Enabled:
			glyph, style, state = th.Glyphs.OK, th.OK, "enabled"
		case script.Error != "":
			state = "disabled; it has failed: " + script.Error
		}
		page.Bullet("  "+glyph, style, th.Text, text.CleanLine(script.Name)+", "+text.CleanLine(state))
	}
}

// value is what a property is set to, or what the server goes by without it.
func (s *Screen) value(setting revocation.Setting) string {
	if setting.Set() {
		return shown(setting.Value)
	}
	if len(setting.Unset) > 0 {
		return "unset: " + shown(setting.Unset)
	}
	return "unset"
}

// shown is a value for people.
func shown(value []byte) string {
	if len(value) == 0 {
		return ops.Nothing
	}
	if unquoted, err := strconv.Unquote(string(value)); err == nil {
		return unquoted
	}
	return string(value)
}

// endpoint is what really answers.
func (s *Screen) endpoint(page *prose.Page) {
	page.Add(s.session.Theme.Title, "The endpoint answers")
	s.probe(page, s.status.Probe)
	page.Add(s.session.Theme.Muted, "with mutual TLS")
	s.probe(page, s.status.MTLSProbe)
}

func (s *Screen) probe(page *prose.Page, probe revocation.Probe) {
	th := s.session.Theme
	glyph, style := verdict(th, probe.Verdict)
	said := string(probe.Verdict)
	if probe.Status != 0 {
		said += ", status " + strconv.Itoa(probe.Status)
	}
	page.Bullet(glyph, style, style, said)
	page.Indent(3, th.Text, probe.URL)
	page.Indent(3, th.Muted, probe.Says)
}

// stagedFlag is what the draft makes of the flag; false when it leaves it alone.
func (s *Screen) stagedFlag() (on, staged bool) {
	read := s.status.Settings.Configuration()
	if read == nil {
		return false, false
	}
	for _, flag := range read.Flags(s.session.Draft).Flags {
		if flag.Name == flagRevoke {
			return flag.Enabled, flag.Enabled != s.status.Settings.Flag
		}
	}
	return false, false
}

// flagRevoke is the feature flag of the endpoint.
const flagRevoke = "revoke_token"

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
