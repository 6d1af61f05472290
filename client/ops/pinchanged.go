package ops

import (
	"errors"

	"github.com/jansadm/jansadm/client/transport"
)

// PinChanged says whether a failure is that a server presents another certificate than the one that was pinned, and what there is to say
// about it. Until somebody has found out why, nothing may go on as usual.
func PinChanged(err error) (message, hint string, changed bool) {
	var certificate *transport.CertificateError
	if !errors.As(err, &certificate) || certificate.Reason != transport.ReasonPinChanged {
		return "", "", false
	}
	return certificate.Error(), certificate.Hint(), true
}
