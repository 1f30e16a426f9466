import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// Nobody is here: one promise, what to bring, one large button. A touch anywhere begins.
Page {
    id: page

    signal accessibilityRequested

    bare: true

    Rectangle {
        parent: page
        anchors.fill: parent
        z: -1
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.highContrast ? "#000000" : "#0B4DA2"
            }
            GradientStop {
                position: 1
                color: Theme.highContrast ? "#000000" : "#06306A"
            }
        }

    }

    Item {
        id: canvas

        parent: page
        anchors.fill: parent
        readonly property color white: "#FFFFFF"

        // On the topmost item: the page's own place for scrolling lies above the picture and would take the touch.
        TapHandler {
            onTapped: page.kiosk.begin()
        }

        GridLayout {
            id: halves

            anchors.fill: parent
            anchors.margins: Math.round((Theme.compact ? 40 : Theme.landscape ? 72 : 64) * Theme.u)
            columns: Theme.landscape ? 2 : 1
            columnSpacing: Math.round(72 * Theme.u)
            rowSpacing: Theme.gapSection

            ScrollArea {
                id: promise

                // Where letters are large and the panel is small it says less rather than be scrolled.
                readonly property bool brief: Theme.compact && Theme.textScale > 1.2

                needed: words.implicitHeight
                margin: 0
                ground: "transparent"
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.landscape ? canvas.width * 0.55 : canvas.width
                Layout.preferredHeight: promise.needed

                ColumnLayout {
                    id: words

                    width: promise.width
                    height: promise.contentHeight
                    spacing: Theme.gapSection

                    TapHandler {
                        onTapped: page.kiosk.begin()
                    }

                    RowLayout {
                        spacing: Theme.gapWide
                        Layout.fillWidth: true

                        Emblem {
                            field: canvas.white
                            ink: "#0B4DA2"
                            Layout.preferredWidth: Math.round(104 * Theme.u)
                            Layout.preferredHeight: Math.round(104 * Theme.u)
                        }

                        ColumnLayout {
                            spacing: 0
                            Layout.fillWidth: true

                            Words {
                                text: qsTr("Bảo hiểm xã hội Việt Nam")
                                color: canvas.white
                                font.pixelSize: Theme.compact ? Theme.lead : Theme.h2
                                font.weight: Font.Bold
                                lineHeight: 1.04
                                Layout.fillWidth: true
                            }

                            Words {
                                text: page.kiosk.officeName
                                color: canvas.white
                                font.pixelSize: Math.round(30 * Theme.u * Theme.headingScale)
                                lineHeight: 1.04
                                Layout.fillWidth: true
                            }
                        }

                        Words {
                            text: page.kiosk.clockText
                            digits: true
                            color: canvas.white
                            font.pixelSize: Theme.h2
                            font.weight: Font.DemiBold
                        }
                    }

                    Item {
                        Layout.fillHeight: true
                        Layout.maximumHeight: Math.round((Theme.landscape ? 400 : 110) * Theme.u)
                    }

                    Words {
                        text: qsTr("Làm thủ tục bảo hiểm xã hội tại\u00a0đây")
                        color: canvas.white
                        font.pixelSize: Theme.compact ? Theme.h1 : Theme.display
                        font.weight: Font.Bold
                        lineHeight: 1
                        Layout.fillWidth: true
                    }

                    // What does not work today stands where otherwise is told what does.
                    Notice {
                        objectName: "outage"
                        visible: page.kiosk.outageTitle !== ""
                        kind: "warn"
                        title: page.kiosk.outageTitle
                        text: page.kiosk.outageText
                        Layout.fillWidth: true
                    }

                    Words {
                        visible: page.kiosk.outageTitle === ""
                        text: promise.brief ? qsTr("Xin mang thẻ Căn cước hoặc CCCD gắn chip.") : qsTr("Mở tài khoản, đổi thông tin, đổi nơi khám chữa bệnh, hỏi về quyền lợi. Xin mang thẻ Căn cước hoặc CCCD gắn chip.")
                        color: canvas.white
                        font.pixelSize: Theme.lead
                        Layout.fillWidth: true
                    }

                    Item {
                        Layout.fillHeight: true
                    }
                }
            }

            ColumnLayout {
                id: ways

                spacing: Theme.gapWide
                Layout.fillWidth: true
                Layout.fillHeight: Theme.landscape
                Layout.preferredWidth: Theme.landscape ? canvas.width * 0.45 : canvas.width

                // The words come first: the picture takes what they leave, and where that is too little it is left out.
                Item {
                    id: picture

                    readonly property real most: Math.round((!Theme.landscape ? 460 : Theme.compact ? 200 : 330) * Theme.u)
                    readonly property real least: Math.round((Theme.compact && !(promise.brief && !Theme.landscape) ? 120 : 200) * Theme.u)
                    readonly property real room: halves.height - promise.needed - halves.rowSpacing - buttons.implicitHeight - ways.spacing

                    visible: Theme.landscape ? !(Theme.compact && Theme.textScale > 1.2) : picture.room >= picture.least
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredHeight: Theme.landscape ? picture.most : Math.min(picture.most, Math.max(picture.least, picture.room))
                    Layout.minimumHeight: picture.least

                    CardGuide {
                        anchors.fill: parent
                    }
                }

                ColumnLayout {
                    id: buttons

                    spacing: Theme.gapWide
                    Layout.fillWidth: true

                    Notice {
                        objectName: "cardLeft"
                        visible: page.kiosk.cardLeft
                        kind: "warn"
                        glyph: "card"
                        title: qsTr("Có thẻ để quên trên đầu đọc")
                        text: qsTr("Không phải thẻ của ông/bà? Xin đưa cho cán bộ.")
                        Layout.fillWidth: true
                    }

                    KButton {
                        id: start

                        objectName: "begin"
                        text: qsTr("Chạm để bắt đầu")
                        kind: "accent"
                        pixelSize: Math.round((Theme.compact ? 44 : 52) * Theme.u * Theme.headingScale)
                        focus: true
                        Layout.fillWidth: true
                        Layout.topMargin: Theme.gapWide
                        Layout.preferredHeight: Math.max(Math.round((Theme.compact ? 150 : Theme.landscape ? 180 : 216) * Theme.u), implicitHeight)
                        onClicked: page.kiosk.begin()

                        SequentialAnimation on scale {
                            running: !Theme.reducedMotion && page.visible
                            loops: Animation.Infinite

                            NumberAnimation {
                                to: 1.015
                                duration: 900
                                easing.type: Easing.InOutSine
                            }
                            NumberAnimation {
                                to: 1
                                duration: 900
                                easing.type: Easing.InOutSine
                            }
                        }
                    }

                    GridLayout {
                        columns: 2
                        columnSpacing: Theme.gapWide
                        rowSpacing: Theme.gapWide
                        uniformCellWidths: true
                        Layout.fillWidth: true

                        // In both languages: who needs it may not have found the other one yet.
                        KButton {
                            objectName: "noCard"
                            visible: page.kiosk.helpsWithoutCard
                            pixelSize: Math.round((Theme.compact ? 28 : 34) * Theme.u * Theme.headingScale)
                            leftPadding: Theme.gap
                            text: Theme.textScale > 1.1 || Theme.landscape ? "Không có thẻ · No Vietnamese ID" : "Không có thẻ Căn cước · No Vietnamese ID card"
                            glyph: Theme.textScale > 1.4 ? "" : "info"
                            Layout.columnSpan: 2
                            Layout.fillWidth: true
                            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                            onClicked: page.kiosk.goWithoutCard()
                        }

                        KButton {
                            objectName: "languageVi"
                            pixelSize: Math.round((Theme.compact ? 28 : 34) * Theme.u * Theme.headingScale)
                            leftPadding: Theme.gap
                            text: "Tiếng Việt"
                            glyph: page.kiosk.language === "vi" ? "check" : ""
                            Layout.fillWidth: true
                            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                            onClicked: page.kiosk.setLanguage("vi")
                        }

                        KButton {
                            objectName: "languageEn"
                            pixelSize: Math.round((Theme.compact ? 28 : 34) * Theme.u * Theme.headingScale)
                            leftPadding: Theme.gap
                            text: "English"
                            glyph: page.kiosk.language === "en" ? "check" : ""
                            Layout.fillWidth: true
                            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                            onClicked: page.kiosk.setLanguage("en")
                        }

                        KButton {
                            objectName: "accessibility"
                            pixelSize: Math.round((Theme.compact ? 28 : 34) * Theme.u * Theme.headingScale)
                            leftPadding: Theme.gap
                            text: qsTr("Trợ năng")
                            glyph: Theme.textScale > (Theme.compact ? 1.1 : 1.4) ? "" : "sight"
                            Layout.fillWidth: true
                            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                            onClicked: page.accessibilityRequested()
                        }

                        KButton {
                            objectName: "callStaff"
                            pixelSize: Math.round((Theme.compact ? 28 : 34) * Theme.u * Theme.headingScale)
                            leftPadding: Theme.gap
                            text: qsTr("Gọi cán bộ")
                            glyph: Theme.textScale > (Theme.compact ? 1.1 : 1.4) ? "" : "hand"
                            Layout.fillWidth: true
                            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                            onClicked: page.kiosk.callStaff()
                        }
                    }
                }
            }
        }

        // For technicians, who know of it: held for three seconds it leads to the door of the staff room. A short
        // touch begins, as everywhere.
        MouseArea {
            objectName: "hiddenDoor"
            width: Theme.target
            height: Theme.target
            pressAndHoldInterval: 3000
            onClicked: page.kiosk.begin()
            onPressAndHold: page.kiosk.openStaffRoom()
        }
    }
}
