import Kiosk.Ui

// Something to read before going on.
GuidePage {
    id: page

    primaryText: qsTr("Tiếp tục")
    onPrimaryActivated: page.vm.proceed()
}
