import QtQuick
import QtQuick.Layouts

// How printing ended. `printing`: idle, running, done or failed.
Notice {
    id: notice

    required property string printing
    required property string done
    required property string failed
    readonly property bool good: notice.printing === "done"

    visible: notice.good || notice.printing === "failed"
    kind: notice.good ? "ok" : "danger"
    glyph: notice.good ? "printer" : "warning"
    title: notice.good ? "" : qsTr("Máy in chưa in được")
    text: notice.good ? notice.done : notice.failed
    Layout.fillWidth: true
}
