pragma Singleton

import QtQuick

// News of the screen that nobody has to go to: errors, results, the state of the line. Who shows some tells them here;
// who reads aloud listens.
QtObject {
    id: announcer

    signal told(string words)

    function tell(words: string): void {
        if (words.trim() !== "")
            announcer.told(words.trim());
    }
}
