package client

import (
	"strings"

	"github.com/jansadm/jansadm/client/document"
)

const scriptsPath = "/config/scripts"

// scriptResource is served by CustomScriptResource.java. The setter of moduleProperties forgets a locationType that came before it
// (CustomScript.java).
var scriptResource = resource{
	one: "script", many: "scripts", path: scriptsPath, inumPath: scriptsPath + "/inum", typeMember: "scriptType", typePath: scriptsPath + "/type",
	byDN: true, firstMember: "moduleProperties", mayBeBlank: true,
}

// namesItself says whether the DN of a document is that of its inum. It is there under two names, and one of them suffices.
func namesItself(doc document.Document, inum string) bool {
	found := false
	for _, member := range []string{"dn", "baseDn"} {
		if document.IsEmpty(doc.Get(member)) {
			continue
		}
		dn, _ := document.Text(doc.Get(member))
		first, _, _ := strings.Cut(dn, ",")
		if !strings.EqualFold(first, "inum="+inum) {
			return false
		}
		found = true
	}
	return found
}
