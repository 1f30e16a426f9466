; Inno Setup 6: the installer of the kiosk for Windows, of what PyInstaller has put into dist\bhxh-kiosk.
;   iscc installer\windows\bhxh-kiosk.iss        (docs/windows.md; tests/installer/test_windows.py)
#define Version "0.1.0"

[Setup]
AppId={{6B0C2C57-6E0B-4C0E-9E58-0C4C5C1B9A51}
AppName=BHXH kiosk
AppVersion={#Version}
AppPublisher=Bảo hiểm xã hội Việt Nam
DefaultDirName={commonpf64}\bhxh-kiosk
DisableProgramGroupPage=yes
PrivilegesRequired=admin
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.19044
OutputDir=..\..\build
OutputBaseFilename=bhxh-kiosk-{#Version}
LicenseFile=..\..\LICENSE
Compression=lzma2/max
SolidCompression=yes

[Dirs]
; Only the kiosk's account, administrators and the system: data, key and settings.
Name: "{commonappdata}\bhxh-kiosk"; Flags: uninsneveruninstall

[Files]
; A folder for each version, as on Debian: what runs goes on as it began.
Source: "..\..\dist\bhxh-kiosk\*"; DestDir: "{app}\{#Version}"; Flags: recursesubdirs ignoreversion
Source: "kiosk.toml"; DestDir: "{commonappdata}\bhxh-kiosk"; Flags: onlyifdoesntexist uninsneveruninstall
Source: "..\..\NOTICE"; DestDir: "{app}\{#Version}"

[Run]
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\bhxh-kiosk"" /inheritance:r /grant ""*S-1-5-32-544:(OI)(CI)F"" ""*S-1-5-18:(OI)(CI)F"" ""bhxh-kiosk:(OI)(CI)M"""; Flags: runhidden
Filename: "{sys}\cmd.exe"; Parameters: "/c mklink /J ""{app}\current.new"" ""{app}\{#Version}"" && (if exist ""{app}\current"" rmdir ""{app}\current"") && ren ""{app}\current.new"" current"; Flags: runhidden

[UninstallDelete]
Type: filesandordirs; Name: "{app}\current"

[Code]
{ The program goes only when central has everything, as on Debian: it is asked first. }
function InitializeUninstall(): Boolean;
var
  Answer: Integer;
begin
  Result := Exec(ExpandConstant('{app}\current\bhxh-kiosk.exe'),
    'unsent --settings "' + ExpandConstant('{commonappdata}\bhxh-kiosk\kiosk.toml') + '"',
    '', SW_HIDE, ewWaitUntilTerminated, Answer) and (Answer = 0);
  if not Result then
    MsgBox('Máy này còn hồ sơ chưa gửi, hoặc không mở được dữ liệu. Chưa gỡ.' + #13#10 +
      'This kiosk holds what central does not have, or its data cannot be opened. Nothing was removed.',
      mbError, MB_OK);
end;
