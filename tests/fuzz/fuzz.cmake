# Parsers fed with anything. ./test replays the corpora; the preset "fuzz" (clang) makes libFuzzer programs:
#   cmake --preset fuzz && cmake --build --preset fuzz
#   build/fuzz/bin/fuzz_frames -max_total_time=300 NEW_FOLDER tests/fuzz/corpus/frames
add_custom_target(fuzz)

# wslab_add_fuzzer(frames LINK wslab_core): fuzz_frames.cpp with the corpus in corpus/frames, and FOLDER,
# which the fixture fuzz_seeds fills.
function(wslab_add_fuzzer name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "FOLDER" "LINK")
    set(target fuzz_${name})
    add_executable(${target} EXCLUDE_FROM_ALL fuzz/${target}.cpp fuzz/fuzztarget.h)
    target_link_libraries(${target} PRIVATE wslab_build ${ARG_LINK})
    add_dependencies(fuzz ${target})
    if(WSLAB_FUZZ)
        target_link_options(${target} PRIVATE -fsanitize=fuzzer)
        return()
    endif()
    set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL OFF)
    target_sources(${target} PRIVATE fuzz/replay.cpp)
    add_test(NAME ${target}
        COMMAND ${target} ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name} ${ARG_FOLDER})
    set_tests_properties(${target} PROPERTIES ENVIRONMENT LC_ALL=C.UTF-8)
    if(ARG_FOLDER)
        set_tests_properties(${target} PROPERTIES FIXTURES_REQUIRED fuzz_seeds)
    endif()
endfunction()

wslab_add_fuzzer(frames LINK wslab_core)
wslab_add_fuzzer(requesthead LINK wslab_net)
wslab_add_fuzzer(counterprotocol LINK wslab_core)
wslab_add_fuzzer(commandline LINK wslab_core)
wslab_add_fuzzer(recording LINK wslab_core)
if(WSLAB_GUI)
    wslab_add_fuzzer(pinstore LINK wslab_gui)
endif()

# No private key is in the tree: seeds that hold one are made when they are needed.
set(seeds ${CMAKE_CURRENT_BINARY_DIR}/certificateseeds)
wslab_add_fuzzer(certificate LINK wslab_net FOLDER ${seeds})
add_executable(certificateseeds fuzz/certificateseeds.cpp)
target_link_libraries(certificateseeds PRIVATE wslab_build wslab_net)
add_dependencies(fuzz certificateseeds)
if(NOT WSLAB_FUZZ)
    add_test(NAME fuzz_certificateseeds COMMAND certificateseeds ${seeds})
    set_tests_properties(fuzz_certificateseeds PROPERTIES FIXTURES_SETUP fuzz_seeds)
endif()
