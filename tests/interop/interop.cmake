# Other people's programs against ours: Python's websockets, nginx, curl, Chromium and an X server.
set(interop_tests server client conformance hostile tls rules proxy keepalive browser lab check)
if(WSLAB_GUI)
    list(APPEND interop_tests window)
    set(desktop_program "WEBSOCKET_LAB=$<TARGET_FILE:websocket-lab>;")
endif()
foreach(name ${interop_tests})
    add_test(NAME interop_${name}
        COMMAND ${WSLAB_PYTHON} -m unittest -v test_${name}
        WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR})
    set_tests_properties(interop_${name} PROPERTIES
        LABELS interop TIMEOUT 300
        ENVIRONMENT "${desktop_program}WSLAB=$<TARGET_FILE:wslab>;LC_ALL=C.UTF-8;PYTHONDONTWRITEBYTECODE=1")
    wslab_runs_programs(interop_${name})
endforeach()
# Two browsers at once are more than a small machine likes.
set_tests_properties(interop_browser interop_lab PROPERTIES RUN_SERIAL ON)
