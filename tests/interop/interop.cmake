# Other people's programs against ours: Python's websockets, nginx and Chromium.
foreach(name server client hostile proxy keepalive browser)
    add_test(NAME interop_${name}
        COMMAND ${WSLAB_PYTHON} -m unittest -v test_${name}
        WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR})
    set_tests_properties(interop_${name} PROPERTIES
        LABELS interop TIMEOUT 300
        ENVIRONMENT "WSLAB=$<TARGET_FILE:wslab>;LC_ALL=C.UTF-8;PYTHONDONTWRITEBYTECODE=1")
endforeach()
# Two browsers at once are more than a small machine likes.
set_tests_properties(interop_browser PROPERTIES RUN_SERIAL ON)
