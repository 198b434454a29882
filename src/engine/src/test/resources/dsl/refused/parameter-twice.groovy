releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            deploy('Deploy') { job 'deploy'; parameters VERSION: '1'; parameters VERSION: '2' }
        }
    }
}
