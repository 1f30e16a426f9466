import Kiosk.Ui

// Something to read before going on.
Guidance {
    id: page

    primaryText: qsTr("Tiếp tục")
    onPrimaryActivated: page.vm.proceed()
}
