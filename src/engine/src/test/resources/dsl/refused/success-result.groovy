releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            build('Package') { commands 'make' }
            onSuccess { commands 'make check'; result SKIP }
        }
    }
}
