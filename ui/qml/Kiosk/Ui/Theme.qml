pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// Every colour, size and duration of the interface. The window sets the inputs; all else follows.
QtObject {
    id: theme

    // Inputs
    property real panelWidth: 1080 // pixels
    property real panelHeight: 1920
    property real diagonal: 27 // inches
    property real textScale: 1 // 1, 1.25 or 1.5
    property bool highContrast: false
    property bool reducedMotion: false
    property int outOfReach: 0 // pixels at the top that stay empty

    // The panel. Sizes below are those of a 27-inch panel whose short side has 1080 pixels, times `u`. A smaller panel
    // is read from nearer: 600 mm at 27 inches, 535 at 21.5, 455 at 15.6; so its letters shrink as the root of its size.
    readonly property bool landscape: panelWidth > panelHeight
    readonly property real u: Math.min(panelWidth, panelHeight) / 1080 * Math.max(1, Math.sqrt(27 / diagonal))
    readonly property real mm: Math.sqrt(panelWidth * panelWidth + panelHeight * panelHeight) / (diagonal * 25.4)
    readonly property int leastTarget: Math.ceil(20 * mm)
    readonly property bool compact: Math.min(panelWidth, panelHeight) < 1000 * u // little room: the frame takes less
    readonly property bool flat: compact && landscape // little height

    // Colours. Every text pair used together is at least 7 : 1.
    readonly property color ink: highContrast ? "#FFFFFF" : "#14212B"
    readonly property color inkSoft: highContrast ? "#FFFFFF" : "#3C4B54"
    readonly property color bg: highContrast ? "#000000" : "#F4F7FA"
    readonly property color surface: highContrast ? "#000000" : "#FFFFFF"
    readonly property color hair: highContrast ? "#8A8A8A" : "#D5DDE3"
    readonly property color border: highContrast ? "#FFFFFF" : "#5F6F7A"
    readonly property color brand: highContrast ? "#FFD400" : "#0B4DA2"
    readonly property color brandDark: highContrast ? "#FFE566" : "#083A7A"
    readonly property color brandSoft: highContrast ? "#1F1F1F" : "#E7F0FB"
    readonly property color brandInk: highContrast ? "#000000" : "#FFFFFF"
    readonly property color link: highContrast ? "#7CE3FF" : "#083A7A"
    readonly property color accent: highContrast ? "#FFD400" : "#F2A900"
    readonly property color accentInk: highContrast ? "#000000" : "#14212B"
    readonly property color ok: highContrast ? "#7CF2A8" : "#0B5A30"
    readonly property color okSoft: highContrast ? "#0A1F12" : "#E3F4EA"
    readonly property color okInk: highContrast ? "#000000" : "#FFFFFF"
    readonly property color warn: highContrast ? "#FFD400" : "#6B4100"
    readonly property color warnSoft: highContrast ? "#241D00" : "#FFF4DB"
    readonly property color danger: highContrast ? "#FFB4AE" : "#9B1C16"
    readonly property color dangerSoft: highContrast ? "#2A0A08" : "#FDECEA"
    readonly property color dangerText: highContrast ? "#FFB4AE" : "#8C1D18"
    readonly property color dangerInk: highContrast ? "#000000" : "#FFFFFF"
    readonly property color disabledFill: highContrast ? "#1F1F1F" : "#E3E9ED"
    readonly property color disabledText: highContrast ? "#C8C8C8" : "#3C4B54"
    readonly property color focus: highContrast ? "#7CE3FF" : "#F2A900"
    readonly property color focusInner: highContrast ? "#000000" : "#14212B"
    readonly property color scrim: highContrast ? "#E6000000" : "#B3101B24"

    // Type, in pixels, already scaled. Headings grow at half the rate: they are large from the start.
    readonly property string fontText: "Be Vietnam Pro"
    readonly property string fontDigits: "Noto Sans"
    readonly property real headingScale: 1 + (textScale - 1) / 2
    readonly property int display: Math.round(76 * u * headingScale)
    readonly property int h1: Math.round(56 * u * headingScale)
    readonly property int h2: Math.round(40 * u * headingScale)
    readonly property int lead: Math.round(36 * u * textScale)
    readonly property int body: Math.round(32 * u * textScale)
    readonly property int small: Math.round(28 * u * textScale)
    readonly property int button: Math.round((compact ? 32 * headingScale : 34 * textScale) * u)
    readonly property int numberBig: Math.round(64 * u * headingScale)
    readonly property int otp: Math.round(72 * u)
    readonly property real lineHeight: 1.08

    // Space
    readonly property int gap: Math.round(16 * u)
    readonly property int gapWide: Math.round(24 * u)
    readonly property int gapSection: Math.round(32 * u)
    readonly property int pad: Math.round(48 * u)
    readonly property int cardPad: Math.round(32 * u)
    readonly property int radius: Math.round(20 * u)
    readonly property int radiusSmall: Math.round(12 * u)
    readonly property int target: Math.max(leastTarget, Math.round(88 * u))
    readonly property int primaryHeight: Math.max(leastTarget, Math.round((compact ? 96 : 112) * u))
    readonly property int line: Math.max(2, Math.round(2 * u))
    readonly property int lineStrong: Math.max(3, Math.round(4 * u))

    // Motion, in milliseconds
    readonly property int fade: reducedMotion ? 0 : 180
    readonly property int slide: reducedMotion ? 0 : 320
}
