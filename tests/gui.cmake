# The models and the window.
wslab_add_test(tst_logmodel LINK wslab_models)
wslab_add_test(tst_pattern LINK wslab_models)
wslab_add_test(tst_connectionmodel LINK wslab_models)
foreach(name frameexplanation handshakeexplanation hextext jsoncheck jsonlayout payloadfetch payloadreader payloadsearch sendcommand)
    wslab_add_test(tst_${name} LINK wslab_models)
endforeach()
wslab_add_test(tst_logpanel LINK wslab_gui)
wslab_add_test(tst_messagedetail LINK wslab_gui)
wslab_add_test(tst_frameview LINK wslab_gui)
wslab_add_test(tst_logfiles LINK wslab_gui)
wslab_add_test(tst_composepanel LINK wslab_gui)
wslab_add_test(tst_clienttab LINK wslab_gui)

wslab_add_test(tst_settings LINK wslab_gui)
wslab_add_test(tst_certificatebutton LINK wslab_gui Qt6::Network)
wslab_add_test(tst_servertab LINK wslab_gui Qt6::Network)
wslab_add_test(tst_mainwindow LINK wslab_gui wslab_translations Qt6::Network)
wslab_add_test(tst_labwindow LINK wslab_gui Qt6::Network)
wslab_add_test(tst_textsize LINK wslab_gui Qt6::Network)

# Without a display the program says so in words; and what needs none works without one.
set(without_display ${CMAKE_COMMAND} -E env --unset=DISPLAY --unset=WAYLAND_DISPLAY --unset=QT_QPA_PLATFORM
    LC_ALL=C.UTF-8 $<TARGET_FILE:websocket-lab>)
add_test(NAME websocket-lab_without_display COMMAND ${without_display})
add_test(NAME websocket-lab_dead_display COMMAND ${CMAKE_COMMAND} -E env DISPLAY=:4242 --unset=WAYLAND_DISPLAY
    QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8 $<TARGET_FILE:websocket-lab>)
set_tests_properties(websocket-lab_without_display websocket-lab_dead_display PROPERTIES
    PASS_REGULAR_EXPRESSION "^WebSocket Lab needs a display[^\n]*wslab serve\n$")
add_test(NAME websocket-lab_help COMMAND ${without_display} --help)
set_tests_properties(websocket-lab_help PROPERTIES PASS_REGULAR_EXPRESSION "ws://HOST:PORT/")
add_test(NAME websocket-lab_version COMMAND ${without_display} --version)
set_tests_properties(websocket-lab_version PROPERTIES PASS_REGULAR_EXPRESSION "^websocket-lab ${PROJECT_VERSION}\n$")
