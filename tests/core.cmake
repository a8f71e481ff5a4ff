# Plain values and codecs: no sockets.
foreach(name messagelog counterprotocol frame requesthead options displaytext commandline status)
    wslab_add_test(tst_${name} LINK wslab_core)
endforeach()
wslab_add_test(tst_accessrules LINK wslab_net)
