releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            deploy('Deploy') { job 'deploy'; input 'AppSource'; exports 'A'; environment B: '2' }
        }
    }
}
