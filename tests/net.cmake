wslab_add_test(tst_staticpages LINK wslab_net)
wslab_add_test(tst_framesocket LINK wslab_net)
wslab_add_test(tst_server LINK wslab_net Qt6::WebSockets)
wslab_add_test(tst_client LINK wslab_net Qt6::WebSockets)
