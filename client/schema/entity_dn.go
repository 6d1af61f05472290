package schema

import "strings"

// directory is the last part of every DN.
const directory = "o=jans"

// DN is the distinguished name of an entry.
func (e Entity) DN(inum string) string {
	return "inum=" + inum + ",ou=" + e.Container + "," + directory
}

// InumOf takes the inum out of a DN. It is false for a DN that names no entry of this kind. Case and blanks around commas and equals signs
// mean nothing in a DN.
func (e Entity) InumOf(dn string) (string, bool) {
	parts := strings.Split(dn, ",")
	if len(parts) != 3 || !sameStep(parts[1], "ou="+e.Container) || !sameStep(parts[2], directory) {
		return "", false
	}
	name, inum, _ := strings.Cut(parts[0], "=")
	inum = strings.TrimSpace(inum)
	return inum, strings.EqualFold(strings.TrimSpace(name), "inum") && inum != ""
}

func sameStep(step, want string) bool {
	name, value, _ := strings.Cut(step, "=")
	return strings.EqualFold(strings.TrimSpace(name)+"="+strings.TrimSpace(value), want)
}
