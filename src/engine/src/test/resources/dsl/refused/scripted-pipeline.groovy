def version = '1.' + env.BUILD_NUMBER
node('linux') {
    if (version =~ /x/) { sh "make $version" }
}
