releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            beforeEntry {
                commands 'make check', name: 'check'
                commands 'make test', name: 'check'
            }
            build('Package') { commands 'make' }
        }
    }
}
