; Adds Pipedraft to "Open with" of YAML and JSON files. Windows knows a file by the part after its last dot only, so that making Pipedraft
; the default would take every YAML file of the computer; who wants that chooses "Always" there.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Pipedraft.Plan" "" "Pipedraft plan"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Pipedraft.Plan\DefaultIcon" "" "$INSTDIR\resources\plan.ico,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Pipedraft.Plan\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}" "FriendlyAppName" "Pipedraft"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".yaml" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".yml" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".json" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\.yaml\OpenWithProgids" "Pipedraft.Plan" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\.yml\OpenWithProgids" "Pipedraft.Plan" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\.json\OpenWithProgids" "Pipedraft.Plan" ""
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Pipedraft.Plan"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.yaml\OpenWithProgids" "Pipedraft.Plan"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.yml\OpenWithProgids" "Pipedraft.Plan"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.json\OpenWithProgids" "Pipedraft.Plan"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend
