wslab_add_test(tst_staticpages LINK wslab_net)
wslab_add_test(tst_framesocket LINK wslab_net)
wslab_add_test(tst_decoderpool LINK wslab_net)
wslab_add_test(tst_wirelog LINK wslab_net $<TARGET_NAME_IF_EXISTS:wslab_translations>)
wslab_add_test(tst_server LINK wslab_net Qt6::WebSockets)
wslab_add_test(tst_client LINK wslab_net Qt6::WebSockets)
wslab_add_test(tst_connectioncheck LINK wslab_net)
wslab_add_test(tst_reconnection LINK wslab_net)
wslab_add_test(tst_tls LINK wslab_net)
wslab_add_test(tst_certificatelab LINK wslab_net)
wslab_add_test(tst_certificatetext LINK wslab_net)
wslab_add_test(tst_trustpages LINK wslab_net)

# Runs other people's programs, and wslab, with the very lines that people copy.
wslab_add_test(tst_trustrecipes LINK wslab_net)
target_compile_definitions(tst_trustrecipes PRIVATE
    WSLAB_PROGRAM="$<TARGET_FILE:wslab>" WSLAB_PYTHON="${WSLAB_PYTHON}")
add_dependencies(tst_trustrecipes wslab)
wslab_runs_programs(tst_trustrecipes)

if(CMAKE_SYSTEM_NAME STREQUAL Linux)
    wslab_add_test(tst_epolleventdispatcher LINK wslab_net)
endif()
