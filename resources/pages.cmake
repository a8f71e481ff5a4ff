# wslab_add_pages(wslab_net): compiles the browser pages into a target, as :/pages/NAME.
function(wslab_add_pages target)
    set(here ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
    set(names frame.html common.css common.js strings.json
        index.html hello.html time.html counter.html echo.html broadcast.html trust.html)
    list(TRANSFORM names PREPEND ${here}/pages/ OUTPUT_VARIABLE files)
    set_source_files_properties(${here}/icons/websocket-lab.svg PROPERTIES QT_RESOURCE_ALIAS icon.svg)
    qt_add_resources(${target} wslab_pages PREFIX /pages BASE ${here}/pages
        FILES ${files} ${here}/icons/websocket-lab.svg)
endfunction()
