releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            beforeEntry { commands 'make check'; result ROLLBACK }
            build('Package') { commands 'make' }
        }
    }
}
