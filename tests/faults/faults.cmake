# What must not bring it down: harmed connections, processes, disks, clocks; floods. The short parts of both programs.
add_library(wallclock MODULE ${CMAKE_CURRENT_LIST_DIR}/wallclock.cpp)
set_target_properties(wallclock PROPERTIES
    PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${CMAKE_RUNTIME_OUTPUT_DIRECTORY} AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)

foreach(program run floods)
    set(arguments)
    if(program STREQUAL floods)
        set(arguments --quick)
    endif()
    add_test(NAME faults_${program} COMMAND ${WSLAB_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/${program} ${arguments})
    set_tests_properties(faults_${program} PROPERTIES
        LABELS faults TIMEOUT 300 RUN_SERIAL ON
        ENVIRONMENT "${desktop_program}WSLAB=$<TARGET_FILE:wslab>;LC_ALL=C.UTF-8;PYTHONDONTWRITEBYTECODE=1")
    wslab_runs_programs(faults_${program})
endforeach()
