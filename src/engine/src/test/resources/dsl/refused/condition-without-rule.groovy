releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            beforeEntry { result SKIP }
            build('Package') { commands 'make' }
        }
    }
}
