releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            deploy('Deploy') { parameters VERSION: '1' }
        }
    }
}
