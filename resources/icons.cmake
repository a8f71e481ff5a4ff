# The icons: websocket-lab.svg is the program's; the others are black 24 x 24 line drawings, to be
# recoloured with the palette. In the program they are :/icons/NAME.svg.
set(WSLAB_ICONS
    websocket-lab
    add bookmark clear close connect copy disconnect error export filter follow help info minus open-page pause
    ping plus received record recording reset search send sent settings start stop warning)

# wslab_add_icons(wslab_gui): compiles the icons into a target.
function(wslab_add_icons target)
    list(TRANSFORM WSLAB_ICONS PREPEND ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/icons/ OUTPUT_VARIABLE files)
    list(TRANSFORM files APPEND .svg)
    qt_add_resources(${target} wslab_icons PREFIX /icons
        BASE ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/icons FILES ${files})
endfunction()
