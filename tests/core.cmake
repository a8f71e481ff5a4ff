# Plain values and codecs: no sockets.
foreach(name logstore messagelog counterprotocol frame requesthead handshakefields options displaytext commandline status
        recording entrywriter)
    wslab_add_test(tst_${name} LINK wslab_core)
endforeach()
wslab_add_test(tst_accessrules LINK wslab_net)

# The terminal program itself.
foreach(name tst_wslab tst_wslab_connect)
    wslab_add_test(${name} LINK wslab_net Qt6::WebSockets)
    target_compile_definitions(${name} PRIVATE WSLAB_PROGRAM="$<TARGET_FILE:wslab>")
    add_dependencies(${name} wslab)
    wslab_runs_programs(${name})
endforeach()
wslab_add_test(tst_messagereader LINK wslab_core)
