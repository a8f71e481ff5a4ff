wslab_add_test(tst_staticpages LINK wslab_net)
