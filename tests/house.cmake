# What the compiler cannot see: a script each in house/.
function(wslab_add_house_test name)
    add_test(NAME house_${name}
        COMMAND ${WSLAB_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/${name}.py ${ARGN})
    set_tests_properties(house_${name} PROPERTIES LABELS house)
endfunction()

wslab_add_house_test(includes ${PROJECT_SOURCE_DIR})
wslab_add_house_test(walls ${PROJECT_BINARY_DIR})
wslab_add_house_test(secrets ${PROJECT_SOURCE_DIR})
wslab_add_house_test(libraries $<TARGET_FILE:wslab>)
wslab_add_house_test(plaintext ${PROJECT_SOURCE_DIR})
wslab_add_house_test(format clang-format ${PROJECT_SOURCE_DIR})
if(TARGET Qt6::lupdate)
    wslab_add_house_test(translations $<TARGET_FILE:Qt6::lupdate> ${PROJECT_SOURCE_DIR})
endif()
